/** What the pages show of their own. */
export const OWN_TEXT = '+7 (495) 000-10-10';
/** What everybody sees on the demo business's site, who did not come from an advert. */
export const SHARED_TEXT = '+7 (800) 555-01-00';

export interface TaggedPage {
  /** Ringlet's tag, or whatever brings it. */
  tag: string;
  /** Markup at the beginning of the head, before everything else. */
  before?: string;
  /** Markup at the end of the body. */
  after?: string;
}

/** A customer's page with a number in its header, marked `phone`. */
export function renderTaggedPage({ tag, before = '', after = '' }: TaggedPage): string {
  return `<!doctype html><html lang="en"><head>${before}<meta charset="utf-8"><title>Kitchens</title>${tag}</head>
    <body><header><a class="phone" href="tel:+74950001010">${OWN_TEXT}</a></header>
    <main><p>Kitchens from solid oak.</p></main>${after}</body></html>`;
}

/** The tag of the documentation; `attributes` go into it as they are. */
export function scriptTag(origin: string, siteKey: string, attributes = ''): string {
  return `<script async ${attributes} src="${origin}/r/${siteKey}.js"></script>`;
}

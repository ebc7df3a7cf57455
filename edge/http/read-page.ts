import { findTagAddress, readTagAddress } from '../../shared/tag-address.ts';
import type { PageFacts, TagFact, TargetFact } from '../domain/page-facts.ts';

const TAG_MANAGER =
  /googletagmanager\.com\/gtm\.js|\/matomo\/js\/container_|tags\.tiqcdn\.com|cdn\.segment\.com/;
const SELECTORS_READ = 20;
const TEXTS_KEPT = 5;
const TEXT_LENGTH = 200;
/** They have no end, and no text. */
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
/** Enough to see an address in it. */
const SCRIPT_LENGTH = 20_000;

/** Reads the facts out of HTML as it streams by. `selectors` are those of campaigns. */
export async function readPage(
  { url, headers, body }: { url: string; headers: Headers; body: ReadableStream<Uint8Array> },
  selectors: readonly string[],
): Promise<PageFacts> {
  const policy = headers.get('content-security-policy');
  const facts: PageFacts = {
    url,
    tags: [],
    isCommentedOut: false,
    hasTagManager: false,
    policies: policy ? [policy] : [],
    targets: [],
  };
  const rewriter = new HTMLRewriter();
  readScripts(rewriter, facts);
  readPolicies(rewriter, facts);
  rewriter.onDocument({
    comments({ text }) {
      if (findTagAddress(text)) facts.isCommentedOut = true;
    },
  });
  for (const selector of selectors.slice(0, SELECTORS_READ))
    facts.targets.push(readTarget(rewriter, selector));
  // Handlers run while the answer is read; the text itself is of no use to anybody.
  await rewriter.transform(new Response(body)).body?.pipeTo(new WritableStream());
  return facts;
}

function readScripts(rewriter: HTMLRewriter, facts: PageFacts): void {
  let noscript = 0;
  let text = '';
  rewriter.on('noscript', {
    element(element) {
      noscript++;
      element.onEndTag(() => void noscript--);
    },
  });
  rewriter.on('script', {
    element(element) {
      text = '';
      const tag = readTag(element, facts.url);
      if (tag) facts.tags.push({ ...tag, isInNoscript: noscript > 0 });
      if (TAG_MANAGER.test(element.getAttribute('src') ?? '')) facts.hasTagManager = true;
    },
    text(chunk) {
      if (text.length < SCRIPT_LENGTH) text += chunk.text;
      if (!chunk.lastInTextNode) return;
      if (TAG_MANAGER.test(text)) facts.hasTagManager = true;
      const src = absolute(findTagAddress(text), facts.url);
      if (src) facts.tags.push({ ...inlineTag(src), isInNoscript: noscript > 0 });
      text = '';
    },
  });
}

/** A script of ours, wherever a plug-in has put its address; null for any other. */
function readTag(element: Element, page: string): Omit<TagFact, 'isInNoscript'> | null {
  for (const [attribute = '', value = ''] of element.attributes) {
    const key = /src$/i.test(attribute) ? readTagAddress(value) : null;
    const src = key === null ? null : absolute(value, page);
    if (key === null || src === null) continue;
    return {
      src,
      key: key || element.getAttribute('data-site'),
      attribute: attribute.toLowerCase(),
      type: (element.getAttribute('type') ?? '').trim().toLowerCase(),
      nonce: element.getAttribute('nonce'),
      consent: element.getAttribute('data-consent'),
      isInline: false,
    };
  }
  return null;
}

function inlineTag(src: string): Omit<TagFact, 'isInNoscript'> {
  const key = readTagAddress(src) || null;
  return { src, key, attribute: 'src', type: '', nonce: null, consent: null, isInline: true };
}

function readPolicies(rewriter: HTMLRewriter, facts: PageFacts): void {
  rewriter.on('meta', {
    element(element) {
      const content = element.getAttribute('content');
      const isPolicy = /^content-security-policy$/i.test(element.getAttribute('http-equiv')?.trim() ?? '');
      if (isPolicy && content) facts.policies.push(content);
    },
  });
}

/** Selectors that only a browser knows (`:has()`, `a + b`) stay uncounted. */
function readTarget(rewriter: HTMLRewriter, selector: string): TargetFact {
  const target: TargetFact = { selector, count: 0, texts: [] };
  let open: { text: string } | null = null;
  try {
    rewriter.on(selector, {
      element(element) {
        target.count = (target.count ?? 0) + 1;
        if (open || target.texts.length >= TEXTS_KEPT || VOID.test(element.tagName)) return;
        const mine = { text: `${element.getAttribute('href') ?? ''} ` };
        open = mine;
        element.onEndTag(() => {
          target.texts.push(mine.text.replace(/\s+/g, ' ').trim().slice(0, TEXT_LENGTH));
          open = null;
        });
      },
      text(chunk) {
        if (open && open.text.length < TEXT_LENGTH) open.text += chunk.text;
      },
    });
  } catch {
    target.count = null;
  }
  return target;
}

function absolute(address: string | null, page: string): string | null {
  return address !== null && URL.canParse(address, page) ? new URL(address, page).href : null;
}

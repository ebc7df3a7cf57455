import { findTagAddress, readTagAddress } from '../../shared/tag-address.ts';
import type { PageFacts, TagFact, TargetFact } from '../domain/page-facts.ts';

const TAG_MANAGER =
  /googletagmanager\.com\/gtm\.js|\/matomo\/js\/container_|tags\.tiqcdn\.com|cdn\.segment\.com/;
const SELECTORS_READ = 20;
/** Of a key that a person typed; a real one has 27 characters. */
const MAX_KEY = 40;
const TEXTS_KEPT = 5;
const TEXT_LENGTH = 200;
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
  await rewriter
    .transform(new Response(body))
    .body?.pipeTo(new WritableStream())
    // HTML that the parser gives up on, such as a tag of a megabyte: what came before counts.
    .catch(() => undefined);
  return { ...facts, targets: facts.targets.map(tidy) };
}

function readScripts(rewriter: HTMLRewriter, facts: PageFacts): void {
  rewriter.on('script', {
    element(element) {
      const tag = readTag(element, facts.url);
      if (tag) facts.tags.push(tag);
      if (TAG_MANAGER.test(element.getAttribute('src') ?? '')) facts.hasTagManager = true;
    },
    text: whole((text) => {
      if (TAG_MANAGER.test(text)) facts.hasTagManager = true;
      const src = absolute(findTagAddress(text), facts.url);
      if (src) facts.tags.push({ ...writtenTag(src), isInline: true });
    }),
  });
  // Where scripts run, what is inside of it is text and nothing else.
  rewriter.on('noscript', {
    text: whole((text) => {
      const src = absolute(findTagAddress(text), facts.url);
      if (src) facts.tags.push({ ...writtenTag(src), isInNoscript: true });
    }),
  });
}

/** Puts the pieces together in which a text arrives. */
function whole(take: (text: string) => void): (chunk: Text) => void {
  let text = '';
  return (chunk) => {
    if (text.length < SCRIPT_LENGTH) text += chunk.text;
    if (!chunk.lastInTextNode) return;
    take(text);
    text = '';
  };
}

/** A script of ours, wherever a plug-in has put its address; null for any other. */
function readTag(element: Element, page: string): TagFact | null {
  for (const [attribute = '', value = ''] of element.attributes) {
    const key = /src$/i.test(attribute) ? readTagAddress(value) : null;
    const src = key === null ? null : absolute(value, page);
    if (key === null || src === null) continue;
    return {
      src,
      key: key || (element.getAttribute('data-site')?.slice(0, MAX_KEY) ?? null),
      attribute: attribute.toLowerCase(),
      type: (element.getAttribute('type') ?? '').trim().toLowerCase(),
      nonce: element.getAttribute('nonce'),
      consent: element.getAttribute('data-consent'),
      isInNoscript: false,
      isInline: false,
    };
  }
  return null;
}

/** A tag of which only the address is known. */
function writtenTag(src: string): TagFact {
  const key = readTagAddress(src) || null;
  const rest = { type: '', nonce: null, consent: null, isInNoscript: false, isInline: false };
  return { src, key, attribute: 'src', ...rest };
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
  try {
    rewriter.on(selector, {
      element(element) {
        target.count = (target.count ?? 0) + 1;
        if (target.count <= TEXTS_KEPT) target.texts.push(`${element.getAttribute('href') ?? ''} `);
      },
      // Only what stands inside of an element that was found arrives here, in order.
      text(chunk) {
        const last = target.texts.length - 1;
        const text = target.texts[last] ?? '';
        if (target.count === last + 1 && text.length < TEXT_LENGTH) target.texts[last] = text + chunk.text;
      },
    });
  } catch {
    target.count = null;
  }
  return target;
}

/** One line of text without what the source was indented by. */
function tidy(target: TargetFact): TargetFact {
  const texts = target.texts.map((text) => text.replace(/\s+/g, ' ').trim().slice(0, TEXT_LENGTH));
  return { ...target, texts: texts.filter((text) => text !== '') };
}

function absolute(address: string | null, page: string): string | null {
  return address !== null && URL.canParse(address, page) ? new URL(address, page).href : null;
}

import { isOriginAllowed } from '../../shared/hosts.ts';
import { addVisitLink, findVisitLink, LINK_PARAMETER, removeVisitLink } from '../../shared/visit-link.ts';
import { listen } from '../boundary.ts';
import { doesCookieReach } from './cookie-reach.ts';
import type { Handover } from './handover.ts';
import { createVisitPass } from './visit-pass.ts';

/** What a page that changes by itself has added since is found at the next sign of life. */
const LOOK_EVERY_MS = 10_000;
const LINK = 'a[href],area[href]';

/**
 * Lets a visitor stay the same from one listed host of the site to another that no cookie reaches: what they click,
 * or send a form to, carries who they are in its address, for that one moment. Nothing is held up for it: what is not
 * at hand is not carried. Answers a function to call at every sign of life.
 */
export function carryVisit(handover: Handover): () => void {
  const { snapshot, life, guard } = handover;
  const pass = createVisitPass(handover);
  const reached = new Map<string, boolean>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  function leadsElsewhere({ origin, hostname }: URL): boolean {
    if (hostname === location.hostname || !isOriginAllowed(snapshot.hosts, origin)) return false;
    const known = reached.get(hostname) ?? doesCookieReach(document, location, hostname);
    reached.set(hostname, known);
    return !known;
  }

  /** The link, or the form, that `event` is about, if it leads to such a host. */
  function carrierOf(event: Event): HTMLElement | null {
    const path = event.composedPath().filter((node) => node instanceof HTMLElement);
    if (path.some((element) => element.dataset.ringlet === 'off')) return null;
    return path.find((element) => element.matches(`${LINK},form`)) ?? null;
  }

  function isCarrier(element: HTMLElement | null): boolean {
    const address = element && addressOf(element);
    return !!address && leadsElsewhere(address);
  }

  function prepare(event: Event): void {
    if (isCarrier(carrierOf(event))) pass.prepare();
  }

  function carryByLink(event: MouseEvent): void {
    const link = carrierOf(event);
    // The button of the menu opens nothing: an address that is copied from there stays as it is.
    if (event.button === 2 || !link?.matches(LINK) || !isCarrier(link)) return;
    lend(link, 'href', pass.read());
  }

  function carryByForm(event: SubmitEvent): void {
    const form = carrierOf(event);
    const { submitter } = event;
    const says = (name: string) => submitter?.hasAttribute(`form${name}`);
    const sender = says('action') ? submitter : form;
    if (!form || !sender || !isCarrier(sender)) return;
    const method = says('method') ? submitter?.getAttribute('formmethod') : form.getAttribute('method');
    if (/^post$/i.test(method ?? '')) {
      lend(sender, sender === form ? 'action' : 'formaction', pass.read());
      return;
    }
    // What is typed takes the place of the address's own query.
    const add = ({ formData }: FormDataEvent) => {
      if (pass.read()) formData.set(LINK_PARAMETER, pass.read());
    };
    form.addEventListener('formdata', add);
    setTimeout(() => form.removeEventListener('formdata', add));
  }

  takeVisitLink(window);
  const options = { signal: life, capture: true, passive: true };
  listen(window, 'pointerover pointerdown focusin', guard(prepare), options);
  listen(window, 'click auxclick', guard(carryByLink), options);
  listen(window, 'submit', guard(carryByForm), options);

  return () => {
    const now = performance.now();
    if (now - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = now;
    if ([...document.querySelectorAll<HTMLElement>(`${LINK},form[action]`)].some(isCarrier)) pass.prepare();
  };
}

/** Takes what this page was reached by out of its address, so that nobody copies it from there. */
function takeVisitLink({ location, history }: Window): void {
  if (!findVisitLink(location.search)) return;
  try {
    history.replaceState(history.state, '', removeVisitLink(location.href));
  } catch {
    // A sandboxed page may not; what stands there is worth nothing in two minutes.
  }
}

/** Where a link or a form, or a button that sends one, leads; null for nowhere. */
function addressOf(element: HTMLElement): URL | null {
  const name = element.matches(LINK) ? 'href' : element.matches('form') ? 'action' : 'formaction';
  try {
    return new URL(element.getAttribute(name) ?? '', document.baseURI);
  } catch {
    return null; // a TypeError: the page has written something else
  }
}

/** The attribute has it while the browser follows the click that is under way, and not a moment longer. */
function lend(element: HTMLElement, name: string, link: string): void {
  const own = element.getAttribute(name);
  if (!link || own === null) return;
  const lent = addVisitLink(own.trim(), link);
  element.setAttribute(name, lent);
  setTimeout(() => {
    if (element.getAttribute(name) === lent) element.setAttribute(name, own);
  });
}

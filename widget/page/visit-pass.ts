import type { VisitLinkAnswer, VisitLinkRequest } from '../../shared/contract/visit-link.ts';
import { LINK_PATH } from '../../shared/paths.ts';
import type { Handover } from './handover.ts';

/** Of its life: asked for anew after a third, given to no link after three quarters. */
const RENEW_AT = 1 / 3;
const LAST_USE_AT = 3 / 4;
/** A server that does not answer, or has nothing to give, is not asked more often. */
const PAUSE_MS = 10_000;

export interface VisitPass {
  /** Asks for what a link may carry unless it is at hand: it must be there when the click comes. */
  prepare(): void;
  /** What a link may carry now; empty if there is nothing. */
  read(): string;
}

/** Keeps what the server gives links to other hosts of the site for as long as it says who this visitor is. */
export function createVisitPass({ tag, numbers }: Handover): VisitPass {
  const { origin, site } = tag;
  let pass = { link: '', visitor: '', at: 0, lifeMs: 0 };
  let askedAt = Number.NEGATIVE_INFINITY;

  /** On the clock of `performance.now`, which no one sets. */
  function isWithin(share: number): boolean {
    const { mode, answer } = numbers.state();
    const isSame = mode === 'full' && answer?.visitor === pass.visitor;
    return isSame && performance.now() - pass.at < share * pass.lifeMs;
  }

  async function ask(visitor: string, lease: string): Promise<void> {
    const at = performance.now();
    askedAt = at;
    const { touch } = numbers.visitContext();
    const response = await fetch(origin + LINK_PATH, {
      method: 'POST',
      body: JSON.stringify({ site, lease, touch } satisfies VisitLinkRequest),
      credentials: 'omit',
    });
    if (!response.ok) return;
    const { link, expiresInS }: VisitLinkAnswer = await response.json();
    // It is put into an address, so it must be a word.
    if (/^[\w-]+$/.test(String(link))) pass = { link: String(link), visitor, at, lifeMs: expiresInS * 1000 };
  }

  return {
    prepare() {
      const { mode, answer } = numbers.state();
      if (mode !== 'full' || !answer?.visitor || !answer.lease || isWithin(RENEW_AT)) return;
      if (performance.now() - askedAt < PAUSE_MS) return;
      // The link then goes as it is.
      ask(answer.visitor, answer.lease).catch(() => {});
    },
    read: () => (isWithin(LAST_USE_AT) ? pass.link : ''),
  };
}

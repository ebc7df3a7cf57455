import type { Violation } from './diagnose.ts';
import type { DebugPage } from './host.ts';
import type { Skip } from './look.ts';

/** What was heard of the page since it began; `onNews` is called after every change. */
export interface PageLog {
  violations: Violation[];
  skips: Skip[];
}

const KEPT = 20;

/** Listens to the page until `life` ends, and takes in what it told before. What a policy blocks is blocked again when the overlay asks. */
export function watchPage(page: DebugPage, onNews: () => void, life: AbortSignal): PageLog {
  const log: PageLog = { violations: [], skips: [] };
  const { doc, origin, on } = page;

  const takeViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    const isOurs = blockedURI.startsWith(origin) || blockedURI.startsWith(origin.replace(/^http/, 'ws'));
    if (!isOurs) return false;
    remember(log.violations, { directive: effectiveDirective, blocked: blockedURI });
    return true;
  };
  const takeSkip = (detail: unknown) => remember(log.skips, detail as Skip);

  doc.addEventListener(
    'securitypolicyviolation',
    (event) => {
      if (takeViolation(event)) onNews();
    },
    { signal: life },
  );
  on('swap_skipped', (detail) => {
    if (life.aborted) return;
    takeSkip(detail);
    onNews();
  });
  on('swap', () => {
    if (!life.aborted) onNews();
  });
  return log;
}

/** Each once, the newest last. */
function remember<Entry>(list: Entry[], entry: Entry): void {
  const text = JSON.stringify(entry);
  const at = list.findIndex((known) => JSON.stringify(known) === text);
  if (at >= 0) list.splice(at, 1);
  list.push(entry);
  if (list.length > KEPT) list.shift();
}

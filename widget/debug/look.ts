import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { Fault } from '../../shared/faults.ts';
import type { VisitContext } from '../callback/host.ts';
import type { Explanation } from '../public-api.ts';
import { askEdge, type EdgeAnswer } from './ask-edge.ts';
import { diagnose, type Violation } from './diagnose.ts';
import { type Found, findOnPage, findTags, type Sought } from './find-on-page.ts';
import type { DebugPage } from './host.ts';

/** Everything that the overlay shows, as it was at one moment. */
export interface View {
  faults: readonly Fault[];
  local: Explanation;
  edge: EdgeAnswer;
  found: readonly Found[];
  context: VisitContext;
  consent: ConsentMode;
  /** Of the lease token; null without one. */
  session: string | null;
  violations: readonly Violation[];
  skips: readonly Skip[];
  /** When the edge answered, ms of `performance.now()`: leases are counted down from there. */
  at: number;
}

/** An office or a page that kept its own number, as an event told. */
export interface Skip {
  reason: string;
  office?: string;
  selector?: string;
}

/** A page is told what its policy has blocked a moment after the request has failed. */
const VIOLATION_MS = 100;

/** Looks at the page and asks the edge. */
export async function look(
  page: DebugPage,
  { violations, skips }: { violations: readonly Violation[]; skips: readonly Skip[] },
): Promise<View> {
  const local = await page.explain();
  const context = page.visitContext();
  const consent = consentOf(context, local);
  const edge = await askEdge(page, consent);
  if (edge.kind === 'lost') await new Promise((resolve) => setTimeout(resolve, VIOLATION_MS));
  const found = findOnPage(page.doc, soughtOf(page, local));
  const { origin, doc, site, snapshot } = page;
  const faults = diagnose({
    origin,
    site,
    hosts: snapshot.hosts,
    hostname: doc.location.hostname,
    tags: findTags(doc),
    consent,
    local,
    edge,
    found,
    violations,
  });
  const session = sessionOf(context.lease);
  return { faults, local, edge, found, context, consent, session, violations, skips, at: performance.now() };
}

/** Without consent the page tells no touch; with consent for this page alone the edge refuses a lease. */
function consentOf({ touch }: VisitContext, { reason }: Explanation): ConsentMode {
  if (!touch) return 'none';
  return reason === 'consent' ? 'memory' : 'full';
}

/** The places of what is shown; of everything that might be where nothing is. */
function soughtOf({ snapshot }: DebugPage, { swaps }: Explanation): Sought[] {
  return swaps.length > 0 ? swaps : snapshot.targets.map((target) => ({ ...target, number: null }));
}

/** The token is opaque to pages; its first half is readable all the same, and nothing depends on it here. */
function sessionOf(lease: string | null): string | null {
  try {
    const body = (lease ?? '').split('.')[0]?.replace(/-/g, '+').replace(/_/g, '/') ?? '';
    const { session } = JSON.parse(atob(body)) as { session?: unknown };
    return typeof session === 'string' ? session : null;
  } catch {
    return null; // there is none, or it has another form by now
  }
}

import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { ExplainRequest, VisitExplanation } from '../../shared/contract/visit-explanation.ts';
import { tokenOf } from '../../shared/debug-link.ts';
import { EXPLAIN_PATH } from '../../shared/paths.ts';
import type { DebugPage } from './host.ts';

/** What the edge says of this visit. */
export type EdgeAnswer =
  | { kind: 'told'; explanation: VisitExplanation }
  /** The link does not hold, or not any more. */
  | { kind: 'expired' }
  | { kind: 'lost' };

/** An overlay has time; a server that says nothing for so long is not there. */
const TIMEOUT_MS = 10_000;

/** Asks why this visitor sees what they see. */
export async function askEdge(
  { origin, site, parameter, visitContext }: DebugPage,
  consent: ConsentMode,
): Promise<EdgeAnswer> {
  const { page, touch, lease } = visitContext();
  const request: ExplainRequest = { site, token: tokenOf(parameter) || null, consent, page, lease, touch };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(origin + EXPLAIN_PATH, {
      method: 'POST',
      body: JSON.stringify(request),
      credentials: 'omit',
      signal: controller.signal,
    });
    if (response.ok) return { kind: 'told', explanation: (await response.json()) as VisitExplanation };
    return response.status === 403 ? { kind: 'expired' } : { kind: 'lost' };
  } catch {
    return { kind: 'lost' };
  } finally {
    clearTimeout(timer);
  }
}

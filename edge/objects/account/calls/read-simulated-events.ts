import type { ToldEvent } from '../../../domain/call-record.ts';
import type { Fact } from '../../../domain/facts.ts';
import { callId } from '../../../keys/ids.ts';

/** What the simulated telephones told of calls, among other facts. */
export async function readSimulatedEvents(facts: readonly Fact[]): Promise<ToldEvent[]> {
  const told: ToldEvent[] = [];
  for (const { id, body } of facts) {
    if (body.type !== 'call.event') continue;
    const call = await callId('simulator', body.event.call);
    const source = { provider: 'simulator', integration: null } as const;
    told.push({ id: `simulator:${id}`, call, source, event: body.event, raw: { ...body.event } });
  }
  return told;
}

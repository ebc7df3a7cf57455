import type { ChannelInput } from '../../../../shared/contract/admin/channel.ts';
import { faultsOfChannel, linkOfChannel, warningsOfChannel } from '../../../domain/channel-rules.ts';
import type { StoredChannel } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';
import { type EntityReference, findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const channelRules: ResourceRules<'channels'> = {
  present:
    ({ entities, now }) =>
    (channel) => ({ ...show(entities, channel, now), warnings: warningsOfChannel(channel) }),
  create: (context, { id, input }) => ({ id, ...checked(context, input), ...firstState(input) }),
  // Another gateway has to be connected anew; nothing else touches the connection.
  update: (context, { id, ...before }, input) => ({
    id,
    ...checked(context, input),
    ...(before.integration === input.integration
      ? { status: before.status, pairing: before.pairing }
      : firstState(input)),
  }),
};

/** A chat of a site needs no connection. */
function firstState({ type }: ChannelInput): Pick<StoredChannel, 'status' | 'pairing'> {
  return { status: type === 'site' ? 'connected' : 'not_connected', pairing: null };
}

function show(entities: EntityStore, channel: StoredChannel, now: number): Record<string, unknown> {
  const hosts = channel.sites.flatMap((id) => entities.get('sites', id)?.hosts ?? []);
  const { pairing } = channel;
  const isOver = pairing !== null && pairing.until <= now;
  return {
    ...channel,
    status: isOver ? 'not_connected' : channel.status,
    pairing: pairing && !isOver ? { qr: pairing.qr, until: new Date(pairing.until).toISOString() } : null,
    link: linkOfChannel(channel, hosts),
  };
}

function checked({ entities }: RuleContext, input: ChannelInput): ChannelInput {
  const { employee, group, sites, integration } = input;
  const references: EntityReference[] = sites.map((id, i) => ({ path: `sites.${i}`, kind: 'sites', id }));
  if (employee !== null) references.push({ path: 'employee', kind: 'employees', id: employee });
  if (group !== null) references.push({ path: 'group', kind: 'groups', id: group });
  if (integration !== null) references.push({ path: 'integration', kind: 'integrations', id: integration });
  const faults = [...faultsOfChannel(input), ...findUnknownReferences(entities, references)];
  const gateway = integration === null ? null : entities.get('integrations', integration);
  if (gateway && gateway.provider !== 'messenger') {
    const message = 'must be an integration with provider messenger';
    faults.push({ path: 'integration', code: 'conflict', message });
  }
  refuseFaults(faults);
  return input;
}

import type { Campaign } from '../../../shared/contract/admin/campaign.ts';
import type { Widget } from '../../../shared/contract/admin/widget.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import type { EntityKind } from './entity-bodies.ts';
import type { EntityStore } from './entity-store.ts';
import { refuse } from './refused.ts';

/** Who names whom: an entity may only name entities of its own account, and one that is named stays. */

export interface EntityReference {
  path: string;
  kind: EntityKind;
  id: string;
}

/** A fault for each reference that leads to nothing in this account. */
export function findUnknownReferences(entities: EntityStore, references: EntityReference[]): FieldError[] {
  const known = new Map<string, boolean>();
  return references.flatMap(({ path, kind, id }) => {
    const exists = known.get(id) ?? entities.get(kind, id) !== null;
    known.set(id, exists);
    return exists ? [] : [{ path, code: 'unknown_reference', message: `names nothing among the ${kind}` }];
  });
}

/** Refuses to take away what a campaign that is not archived, or a widget, still names. */
export function refuseIfNamed(
  entities: EntityStore,
  by: { campaign: (campaign: Campaign) => boolean; widget?: (widget: Widget) => boolean },
): void {
  const campaign = entities
    .list('campaigns')
    .find((candidate) => candidate.status !== 'archived' && by.campaign(candidate));
  if (campaign) refuse('in_use', `The campaign ${campaign.id} "${campaign.name}" still uses it.`);
  const widget = by.widget && entities.list('widgets').find(by.widget);
  if (widget) refuse('in_use', `The widget ${widget.id} "${widget.name}" still uses it.`);
}

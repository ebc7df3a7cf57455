import type { CrmEntityKind, EntityRef, FoundEntity } from '../../../domain/crm/port.ts';
import { type Json, textOf } from './read-bitrix.ts';

/** Bitrix24's numbers of its entities. */
export const TYPE_IDS = { lead: 1, deal: 2, contact: 3, company: 4 } as const;
export type BitrixKind = keyof typeof TYPE_IDS;

export function isBitrixKind(kind: CrmEntityKind): kind is BitrixKind {
  return Object.hasOwn(TYPE_IDS, kind);
}

/** What of an item tells when it was made, and whether it is over. */
export const SELECTED = [
  'id',
  'stageId',
  'stageSemanticId',
  'categoryId',
  'closed',
  'createdTime',
  'updatedTime',
  'assignedById',
];

export function readItem(kind: BitrixKind, item: Json): FoundEntity | null {
  const id = textOf(item.id);
  if (!/^\d+$/.test(id)) return null;
  const hasStages = kind === 'lead' || kind === 'deal';
  const createdAt = Date.parse(textOf(item.createdTime)) || 0;
  return {
    kind,
    id,
    status: hasStages ? textOf(item.stageId) || null : null,
    funnel: kind === 'deal' ? textOf(item.categoryId) || '0' : null,
    isClosed: hasStages && (item.closed === 'Y' || isEnd(item.stageSemanticId, item.stageId)),
    createdAt,
    changedAt: Date.parse(textOf(item.updatedTime)) || createdAt,
    responsible: textOf(item.assignedById) || null,
  };
}

/** By the meaning of the stage, and where that is not told by those that every portal has. */
function isEnd(semantic: unknown, stage: unknown): boolean {
  if (semantic === 'S' || semantic === 'F') return true;
  return (
    semantic === undefined &&
    ['WON', 'LOSE', 'CONVERTED', 'JUNK'].includes(textOf(stage).replace(/^C\d+:/, ''))
  );
}

export function itemsOf(result: unknown): Json[] {
  const { items } = (result ?? {}) as { items?: unknown };
  const list = Array.isArray(items) ? items : Array.isArray(result) ? result : [];
  return list.filter((item): item is Json => typeof item === 'object' && item !== null);
}

/** `{"item":{"id":5}}` of an addition. */
export function refOfItem(kind: BitrixKind, result: unknown): EntityRef | null {
  const { item } = (result ?? {}) as { item?: Json };
  const id = textOf(item?.id);
  return /^\d+$/.test(id) ? { kind, id } : null;
}

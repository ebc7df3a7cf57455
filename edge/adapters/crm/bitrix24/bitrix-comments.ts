import type { CrmOutcome, EntityRef } from '../../../domain/crm/port.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { isBitrixKind, itemsOf, TYPE_IDS } from './bitrix-entities.ts';
import { boundMarkup } from './create-bitrix.ts';
import { textOf } from './read-bitrix.ts';

type Written = CrmOutcome<EntityRef | null>;
const DONE: Written = { kind: 'done', value: null };

/** A comment in the timeline. After a lost answer the same text among the newest is taken for it. */
export async function writeComment(
  portal: BitrixPortal,
  on: EntityRef,
  text: string,
  isRepeated: boolean,
): Promise<Written> {
  if (!isBitrixKind(on.kind)) return DONE;
  const place = { ENTITY_ID: Number(on.id), ENTITY_TYPE: on.kind };
  const comment = boundMarkup(text);
  if (isRepeated) {
    const select = ['ID', 'COMMENT'];
    const known = await callBitrix(portal, 'crm.timeline.comment.list', {
      filter: place,
      order: { ID: 'DESC' },
      select,
    });
    if (known.kind !== 'done') return known;
    if (itemsOf(known.value.result).some(({ COMMENT }) => textOf(COMMENT) === comment)) return DONE;
  }
  const made = await callBitrix(portal, 'crm.timeline.comment.add', {
    fields: { ...place, COMMENT: comment },
  });
  return made.kind === 'done' ? DONE : made;
}

/** Tells people of the portal. A second notice with the same tag replaces the first. */
export async function notifyUsers(
  portal: BitrixPortal,
  users: readonly string[],
  message: string,
  key: string,
): Promise<Written> {
  for (const user of users) {
    const params = { USER_ID: Number(user), MESSAGE: boundMarkup(message), TAG: `ringlet|${key}` };
    const told = await callBitrix(portal, 'im.notify.system.add', params);
    // A right that the portal did not give keeps nobody from the rest.
    if (told.kind === 'refused' && (told.cause === 'rights' || told.cause === 'unsupported')) continue;
    if (told.kind !== 'done') return told;
  }
  return DONE;
}

/** A thing to do on the entity, with its key in the last line: this method has no field for one. */
export async function createActivity(
  portal: BitrixPortal,
  on: EntityRef | null,
  { title, text, responsible, key }: { title: string; text: string; responsible: string | null; key: string },
  isRepeated: boolean,
): Promise<Written> {
  if (!on || !isBitrixKind(on.kind)) return DONE;
  const owner = { typeId: TYPE_IDS[on.kind], id: Number(on.id) };
  const mark = `ringlet ${key}`;
  if (isRepeated) {
    const filter = { OWNER_TYPE_ID: owner.typeId, OWNER_ID: owner.id, '%DESCRIPTION': mark };
    const known = await callBitrix(portal, 'crm.activity.list', { filter, select: ['ID'] });
    if (known.kind !== 'done') return known;
    const [before] = itemsOf(known.value.result);
    if (before) return { kind: 'done', value: { kind: 'activity', id: textOf(before.ID) } };
  }
  const made = await callBitrix(portal, 'crm.activity.todo.add', {
    ownerTypeId: owner.typeId,
    ownerId: owner.id,
    deadline: new Date(portal.now()).toISOString(),
    title,
    description: `${boundMarkup(text)}\n${mark}`.trim(),
    responsibleId: Number(responsible ?? portal.defaultUser),
  });
  if (made.kind !== 'done') return made;
  const { id } = (made.value.result ?? {}) as { id?: unknown };
  return { kind: 'done', value: { kind: 'activity', id: textOf(id) || mark } };
}

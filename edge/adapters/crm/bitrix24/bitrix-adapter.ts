import type { CrmAdapter, CrmOutcome, CrmWrite, EntityRef, EntityTarget } from '../../../domain/crm/port.ts';
import { attachRecording, keepCall } from './bitrix-calls.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { createActivity, notifyUsers, writeComment } from './bitrix-comments.ts';
import { listUsers, readDictionaries } from './bitrix-dictionaries.ts';
import { isBitrixKind, TYPE_IDS } from './bitrix-entities.ts';
import { createItem } from './create-bitrix.ts';
import { findAll } from './find-bitrix.ts';

type Made = ReadonlyMap<string, EntityRef>;
type Written = CrmOutcome<EntityRef | null>;
const DONE: Written = { kind: 'done', value: null };

/** Without leads: deals alone. */
const SIMPLE = 2;

/** Bitrix24 by its REST interface: entities through `crm.item`, calls through `telephony.externalCall`. */
export function bitrixAdapter(portal: BitrixPortal): CrmAdapter {
  return {
    async check() {
      const answer = await callBitrix(portal, 'crm.settings.mode.get');
      return answer.kind === 'done' ? { kind: 'done', value: { name: portal.host() } } : answer;
    },
    find: (contact) => findAll(portal, contact),
    async write(write, key, made, isRepeated = true) {
      return writeStep(portal, write, { key, made, isRepeated });
    },
    listUsers: (next) => listUsers(portal, next),
    readDictionaries: () => readDictionaries(portal),
    addressOf: ({ kind, id }) =>
      isBitrixKind(kind) ? `https://${portal.host()}/crm/${kind}/details/${id}/` : null,
  };
}

interface Attempt {
  key: string;
  made: Made;
  isRepeated: boolean;
}

function writeStep(portal: BitrixPortal, write: CrmWrite, attempt: Attempt): Promise<Written> | Written {
  const { key, made, isRepeated } = attempt;
  switch (write.kind) {
    case 'create':
      return create(portal, write, attempt);
    case 'comment': {
      const on = refOf(write.on, made);
      return on ? writeComment(portal, on, write.text, isRepeated) : DONE;
    }
    case 'move':
      return move(portal, write, made);
    case 'notify': {
      const about = refOf(write.about, made);
      const link = about && isBitrixKind(about.kind) ? `/crm/${about.kind}/details/${about.id}/` : '';
      return notifyUsers(portal, write.users, `${write.text} ${link}`.trim(), key);
    }
    case 'call':
      return keep(portal, write, attempt);
    case 'recording': {
      const call = callOf(made);
      return portal.door.kind === 'app' && call
        ? attachRecording(portal, call, write.url)
        : comment(portal, write.about, made, write.url, isRepeated);
    }
  }
}

async function create(
  portal: BitrixPortal,
  { entity, fields, links }: Extract<CrmWrite, { kind: 'create' }>,
  { key, made, isRepeated }: Attempt,
): Promise<Written> {
  const linked = links.flatMap((link) => refOf(link, made) ?? []);
  if (entity === 'activity') {
    const { title, comment: text, responsible } = fields;
    const activity = { title, text: text ?? '', responsible, key };
    return createActivity(portal, linked[0] ?? null, activity, isRepeated);
  }
  if (!isBitrixKind(entity)) {
    return { kind: 'refused', cause: 'unsupported', detail: `Bitrix24 has no ${entity}` };
  }
  if (entity === 'lead') {
    const mode = await callBitrix(portal, 'crm.settings.mode.get');
    if (mode.kind !== 'done') return mode;
    if (Number(mode.value.result) === SIMPLE) return createDeal(portal, fields, linked, { key, isRepeated });
  }
  return createItem(portal, entity, fields, { key, links: linked, isRepeated });
}

/** A portal without leads has a contact and a deal in place of one. */
async function createDeal(
  portal: BitrixPortal,
  fields: Extract<CrmWrite, { kind: 'create' }>['fields'],
  links: readonly EntityRef[],
  { key, isRepeated }: { key: string; isRepeated: boolean },
): Promise<Written> {
  const known = links.find(({ kind }) => kind === 'contact');
  const person: CrmOutcome<EntityRef> = known
    ? { kind: 'done', value: known }
    : await createItem(portal, 'contact', fields, { key: `${key}:contact`, links, isRepeated });
  if (person.kind !== 'done') return person;
  const all = [...links.filter(({ kind }) => kind !== 'contact'), person.value];
  return createItem(portal, 'deal', { ...fields, stage: null }, { key, links: all, isRepeated });
}

async function move(
  portal: BitrixPortal,
  { on, funnel, stage }: Extract<CrmWrite, { kind: 'move' }>,
  made: Made,
): Promise<Written> {
  const target = refOf(on, made);
  if (!target || !isBitrixKind(target.kind)) return DONE;
  const fields = {
    ...(funnel !== null && target.kind === 'deal' && { categoryId: Number(funnel) }),
    ...(stage !== null && { stageId: stage }),
  };
  const params = { entityTypeId: TYPE_IDS[target.kind], id: Number(target.id), fields };
  const moved = await callBitrix(portal, 'crm.item.update', params);
  return moved.kind === 'done' ? DONE : moved;
}

/** By an incoming webhook there is no telephony: a call that is over is told in the timeline instead. */
async function keep(
  portal: BitrixPortal,
  { call, about }: Extract<CrmWrite, { kind: 'call' }>,
  { made, isRepeated }: Attempt,
): Promise<Written> {
  const target = about && refOf(about, made);
  if (portal.door.kind === 'app') return keepCall(portal, call, target, callOf(made));
  if (call.endedAt === null || !target) return DONE;
  const direction = call.direction === 'in' ? 'Inbound' : 'Outbound';
  const text = `${direction} call, ${call.outcome.replace('_', ' ')}, ${call.talkS} s [${call.id}]`;
  return writeComment(portal, target, text, isRepeated);
}

function comment(
  portal: BitrixPortal,
  about: EntityTarget | null,
  made: Made,
  text: string,
  isRepeated: boolean,
): Promise<Written> | Written {
  const target = about && refOf(about, made);
  return target ? writeComment(portal, target, text, isRepeated) : DONE;
}

/** What the portal calls the call, as the steps before were told. */
function callOf(made: Made): string | null {
  return (made.get('call:end') ?? made.get('call:start'))?.id ?? null;
}

function refOf(target: EntityTarget, made: Made): EntityRef | null {
  return 'step' in target ? (made.get(target.step) ?? null) : target;
}

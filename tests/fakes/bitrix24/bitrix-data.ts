/** What a fake portal has: entities by type, and the lists of the rest. */

export type Fields = Record<string, unknown>;
export interface Item extends Fields {
  id: number;
}
export const TYPES = { 1: 'lead', 2: 'deal', 3: 'contact', 4: 'company' } as const;
export type TypeId = keyof typeof TYPES;

export interface PortalCall extends Fields {
  CALL_ID: string;
  registeredAt: number;
  finished: Fields | null;
  record: Fields | null;
}

export interface PortalData {
  items: Record<TypeId, Item[]>;
  comments: (Fields & { ID: string })[];
  activities: (Fields & { ID: string })[];
  statuses: Fields[];
  users: Fields[];
  categories: Fields[];
  notices: Fields[];
  calls: PortalCall[];
}

const status = (ENTITY_ID: string, STATUS_ID: string, NAME: string, SEMANTICS: string | null = null) => ({
  ENTITY_ID,
  STATUS_ID,
  NAME,
  SEMANTICS,
});

export function aPortal(): PortalData {
  return {
    items: { 1: [], 2: [], 3: [], 4: [] },
    comments: [],
    activities: [],
    statuses: [
      status('STATUS', 'NEW', 'Не обработан'),
      status('STATUS', 'IN_PROCESS', 'В работе'),
      status('STATUS', 'JUNK', 'Некачественный', 'F'),
      status('SOURCE', 'CALL', 'Звонок'),
      status('DEAL_STAGE', 'NEW', 'Новая'),
      status('DEAL_STAGE', 'WON', 'Успех', 'S'),
      status('DEAL_STAGE_9', 'C9:NEW', 'Новая'),
      status('DEAL_STAGE_9', 'C9:UC_ABC123', 'Замер'),
    ],
    users: [{ ID: '1', NAME: 'Ольга', LAST_NAME: 'Смирнова', WORK_PHONE: '+74950001010', ACTIVE: true }],
    categories: [
      { id: 0, name: 'Общая', isDefault: 'Y' },
      { id: 9, name: 'Кухни', isDefault: 'N' },
    ],
    notices: [],
    calls: [],
  };
}

const CLOSING: Readonly<Record<string, 'S' | 'F'>> = { WON: 'S', CONVERTED: 'S', LOSE: 'F', JUNK: 'F' };

/** As `crm.item` shows it. */
export function showItem(item: Item): Fields {
  const semantic = CLOSING[String(item.stageId ?? '').replace(/^C\d+:/, '')];
  return { ...item, stageSemanticId: semantic ?? 'P', closed: semantic ? 'Y' : 'N' };
}

/** Filters as far as they are asked for: `=field`, `@field`, `field`, `%FIELD`. */
export function matches(item: Fields, filter: Fields): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    const [, sign = '', field = ''] = /^([=@%]?)(.*)$/.exec(name) ?? [];
    const value = field === 'contactId' ? (item.contactIds ?? []) : item[field];
    const values = [value].flat().map(String);
    if (sign === '%') return String(value ?? '').includes(String(wanted));
    const list = (typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted]).map(
      String,
    );
    return values.some((one) => list.includes(one));
  });
}

/** Telephones and addresses, as somebody may have typed them: compared by digits. */
export function hasCommunication(item: Item, type: string, values: readonly string[]): boolean {
  const plain = (text: string) => (type === 'PHONE' ? text.replace(/\D/g, '') : text.toLowerCase());
  const own = ((item.fm ?? []) as { typeId: string; value: string }[])
    .filter(({ typeId }) => typeId === type)
    .map(({ value }) => plain(value));
  return values.some((value) => own.includes(plain(value)));
}

import {
  type Fields,
  hasCommunication,
  type Item,
  matches,
  type PortalData,
  showItem,
  TYPES,
  type TypeId,
} from './bitrix-data.ts';

/** An error as the portal answers it. */
export class BitrixError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

export interface MethodWorld {
  data: PortalData;
  isSimple: boolean;
  isWebhook: boolean;
  /** Epoch ms. */
  now(): number;
}

export interface MethodAnswer {
  result: unknown;
  next?: number;
  total?: number;
}
type Method = (params: Fields, world: MethodWorld) => MethodAnswer;

const PAGE = 50;
const SAME_CALL_MS = 30 * 60_000;
const invalid = (text: string, code = '') => new BitrixError(400, code, text);

let last = 1000;
const nextId = () => {
  last += 1;
  return last;
};

export const METHODS: Readonly<Record<string, Method>> = {
  'crm.settings.mode.get': (_, { isSimple }) => ({ result: isSimple ? 2 : 1 }),
  'crm.item.add'(params, { data, isSimple, now }) {
    const type = typeOf(params);
    if (isSimple && type === 1) throw invalid('Access denied.');
    const fields = fieldsOf(params);
    if (fields.stageId !== undefined && type === 2) {
      const known = data.statuses.some(({ STATUS_ID }) => STATUS_ID === fields.stageId);
      if (!known) throw invalid('stageId is not valid', 'CRM_FIELD_ERROR_VALUE_NOT_VALID');
    }
    const at = new Date(now()).toISOString();
    const item: Item = {
      stageId: type === 2 && fields.categoryId ? `C${fields.categoryId}:NEW` : 'NEW',
      ...fields,
      id: nextId(),
      createdTime: at,
      updatedTime: at,
    };
    data.items[type].push(item);
    return { result: { item: showItem(item) } };
  },
  'crm.item.update'(params, { data, now }) {
    const item = data.items[typeOf(params)].find(({ id }) => id === Number(params.id));
    if (!item) throw invalid('Not found', 'NOT_FOUND');
    Object.assign(item, fieldsOf(params), { updatedTime: new Date(now()).toISOString() });
    return { result: { item: showItem(item) } };
  },
  'crm.item.list'(params, { data }) {
    const filter = (params.filter ?? {}) as Fields;
    const all = data.items[typeOf(params)].filter((item) => matches(item, filter)).reverse();
    return { result: { items: all.slice(0, PAGE).map(showItem) }, total: all.length };
  },
  'crm.duplicate.findbycomm'(params, { data }) {
    const values = Object.values((params.values ?? {}) as Record<string, string>).map(String);
    if (values.length === 0) throw new BitrixError(400, 'Communication values is not defined', '');
    const wanted = params.entity_type ? [String(params.entity_type)] : ['LEAD', 'CONTACT', 'COMPANY'];
    const found: Record<string, number[]> = {};
    for (const [type, name] of Object.entries(TYPES)) {
      const kind = name.toUpperCase();
      if (!wanted.includes(kind)) continue;
      const ids = data.items[Number(type) as TypeId]
        .filter((item) => hasCommunication(item, String(params.type), values))
        .map(({ id }) => id);
      if (ids.length > 0) found[kind] = ids.slice(0, 20);
      // Of a kind with twenty the others are left out.
      if (ids.length >= 20 && !params.entity_type) return { result: { [kind]: ids.slice(0, 20) } };
    }
    return { result: Object.keys(found).length > 0 ? found : [] };
  },
  'crm.timeline.comment.add'(params, { data }) {
    const fields = fieldsOf(params);
    if (!ownerIsThere(data, String(fields.ENTITY_TYPE), Number(fields.ENTITY_ID))) {
      throw invalid('Owner not found', 'OWNER_NOT_FOUND');
    }
    const ID = nextId();
    data.comments.push({ ...fields, ID: String(ID) });
    return { result: ID };
  },
  'crm.timeline.comment.list'(params, { data }) {
    const all = data.comments.filter((one) => matches(one, (params.filter ?? {}) as Fields)).reverse();
    return { result: all.slice(0, PAGE), total: all.length };
  },
  'crm.activity.todo.add'(params, { data }) {
    const owner = TYPES[Number(params.ownerTypeId) as TypeId];
    if (!ownerIsThere(data, owner ?? '', Number(params.ownerId))) {
      throw invalid('Owner not found', 'OWNER_NOT_FOUND');
    }
    const id = nextId();
    const { ownerTypeId, ownerId, title, description } = params;
    const activity = {
      OWNER_TYPE_ID: ownerTypeId,
      OWNER_ID: ownerId,
      SUBJECT: title,
      DESCRIPTION: description,
    };
    data.activities.push({ ID: String(id), ...activity });
    return { result: { id } };
  },
  'crm.activity.list': (params, { data }) => ({
    result: data.activities.filter((one) => matches(one, (params.filter ?? {}) as Fields)).slice(0, PAGE),
  }),
  'crm.status.list': (params, { data }) => ({
    result: data.statuses.filter((one) => matches(one, (params.filter ?? {}) as Fields)),
  }),
  'crm.status.add'(params, { data }) {
    const fields = fieldsOf(params);
    if (
      data.statuses.some(
        ({ ENTITY_ID, STATUS_ID }) => ENTITY_ID === fields.ENTITY_ID && STATUS_ID === fields.STATUS_ID,
      )
    ) {
      throw invalid('The status already exists');
    }
    data.statuses.push(fields);
    return { result: nextId() };
  },
  'crm.category.list': (_, { data }) => ({ result: { categories: data.categories } }),
  ...Object.fromEntries(
    ['lead', 'deal', 'contact', 'company'].map((owner): [string, Method] => [
      `crm.${owner}.userfield.list`,
      () => ({
        result:
          owner === 'deal'
            ? [
                {
                  ID: '7',
                  FIELD_NAME: 'UF_CRM_1700000000',
                  USER_TYPE_ID: 'string',
                  EDIT_FORM_LABEL: 'Advert',
                },
              ]
            : [],
      }),
    ]),
  ),
  'user.get'(params, { data }) {
    const start = Number(params.start ?? 0);
    const next = start + PAGE < data.users.length ? { next: start + PAGE } : {};
    return { result: data.users.slice(start, start + PAGE), total: data.users.length, ...next };
  },
  'im.notify.system.add'(params, { data }) {
    data.notices = data.notices.filter(
      ({ TAG, USER_ID }) => TAG !== params.TAG || USER_ID !== params.USER_ID,
    );
    data.notices.push(params);
    return { result: nextId() };
  },
  'telephony.externalCall.register'(params, { data, isWebhook, now }) {
    if (isWebhook) throw new BitrixError(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied');
    if (!params.USER_ID) throw invalid('USER_ID or USER_PHONE_INNER should be set.', 'ERROR_CORE');
    if (!/^\d{4}-\d\d-\d\dT/.test(String(params.CALL_START_DATE))) {
      throw invalid('CALL_START_DATE should be in the ISO-8601 format.', 'ERROR_CORE');
    }
    const known = data.calls.find(
      (call) => call.EXTERNAL_CALL_ID === params.EXTERNAL_CALL_ID && now() - call.registeredAt < SAME_CALL_MS,
    );
    const CALL_ID = known?.CALL_ID ?? `externalCall.${crypto.randomUUID().replaceAll('-', '')}.${nextId()}`;
    if (!known) data.calls.push({ ...params, CALL_ID, registeredAt: now(), finished: null, record: null });
    return { result: { CALL_ID, CRM_CREATED_LEAD: null, CRM_CREATED_ENTITIES: [] } };
  },
  'telephony.externalCall.finish'(params, { data, isWebhook }) {
    if (isWebhook) throw new BitrixError(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied');
    const call = data.calls.find(({ CALL_ID, finished }) => CALL_ID === params.CALL_ID && !finished);
    if (!call) {
      throw invalid('Call is not found (call should be registered prior to finishing)', 'ERROR_CORE');
    }
    call.finished = params;
    return { result: { CALL_START_DATE: {}, INCOMING: String(call.TYPE), CRM_ACTIVITY_ID: nextId() } };
  },
  'telephony.externalCall.attachRecord'(params, { data }) {
    const call = data.calls.find(({ CALL_ID, finished }) => CALL_ID === params.CALL_ID && finished);
    if (!call) throw invalid('Call is not found in the statistic table', 'ERROR_CORE');
    call.record = params;
    return { result: { FILE_ID: nextId() } };
  },
};

function typeOf({ entityTypeId }: Fields): TypeId {
  const type = Number(entityTypeId);
  if (!(type in TYPES)) throw invalid('Wrong type', '100');
  return type as TypeId;
}

function fieldsOf({ fields }: Fields): Fields {
  if (typeof fields !== 'object' || fields === null) throw invalid("Parameter 'fields' must be array.");
  return fields as Fields;
}

function ownerIsThere({ items }: PortalData, kind: string, id: number): boolean {
  const type = Object.entries(TYPES).find(([, name]) => name === kind)?.[0];
  return type !== undefined && items[Number(type) as TypeId].some((item) => item.id === id);
}

import type { CrmOutcome, EntityFields, EntityRef } from '../../../domain/crm/port.ts';
import { type AutocrmAccount, askAutocrm, type Json } from './autocrm-client.ts';
import { ensureSources, type SourceIds } from './autocrm-sources.ts';
import { digitsOf } from './find-autocrm.ts';
import { idOf, listOf, objectOf } from './read-result.ts';

/** First contact: a call; and the kind of request, of worksheet and of service that a rule may name otherwise. */
const FIRST_CONTACT = { call: 5, visit: 7, internet: 11, cold_call: 12, link: 100 } as const;
const WORKSHEETS: Readonly<Record<string, string>> = {
  retail: '/retailCase',
  used: '/saleUsedCase',
  corporate: '/corporateCase',
  tradein: '/tradeinCase',
  credit: '/creditInsuranceCase',
};
const SERVICE_TYPE = 7;
/** Of the phones of a client: a mobile. */
const MOBILE = 2;

/** The client with these phones; made if there is none (S3-27). */
export async function ensureClient(
  account: AutocrmAccount,
  { contact }: Pick<EntityFields, 'contact'>,
): Promise<CrmOutcome<EntityRef>> {
  for (const phone of contact.phones) {
    const found = await askAutocrm(account, '/client', { query: { phone: digitsOf(phone) } });
    if (found.kind !== 'done') return found;
    const ids = listOf(found.value.result)
      .flatMap(({ id }) => idOf(id) ?? [])
      .map(Number);
    if (ids.length > 0) return { kind: 'done', value: { kind: 'client', id: String(Math.min(...ids)) } };
  }
  const body = {
    firstName: contact.name ?? 'Клиент',
    ...(contact.emails[0] && { email: contact.emails[0] }),
    phones: contact.phones.map((phone) => ({ type: MOBILE, number: digitsOf(phone) })),
  };
  const made = await askAutocrm(account, '/client', { method: 'POST', query: { type: 'individual' }, body });
  return made.kind === 'done' ? refOf('client', made.value.result) : made;
}

/** Makes an inquiry, a service inquiry or a worksheet; one that was made under `key` before is answered instead. */
export async function createEntity(
  account: AutocrmAccount,
  entity: 'inquiry' | 'service_inquiry' | 'worksheet',
  fields: EntityFields,
  { key, client }: { key: string; client: string | null },
): Promise<CrmOutcome<EntityRef>> {
  const path =
    entity === 'inquiry'
      ? '/leads/request'
      : entity === 'service_inquiry'
        ? '/preparedServiceCase'
        : (WORKSHEETS[fields.vendor.worksheet ?? 'retail'] ?? '/retailCase');
  const outside = `ringlet-${key}`;
  const name = entity === 'worksheet' ? 'externalId' : 'external_id';
  const known = await askAutocrm(account, path, { query: { [name]: outside } });
  if (known.kind !== 'done') return known;
  const [before] = listOf(known.value.result).filter((item) => item[name] === outside);
  if (before) return refOf(entity, before);
  const salon = fields.vendor.salon ?? account.salon;
  const sources = await ensureSources(account, salon, fields);
  if (sources.kind !== 'done') return sources;
  const made = await askAutocrm(account, path, {
    method: 'POST',
    body: withoutNulls(
      BODIES[entity]({ ...fields, salon, client, outside, sources: sources.value }, fields.vendor),
    ),
  });
  return made.kind === 'done' ? refOf(entity, made.value.result) : made;
}

interface Made extends EntityFields {
  salon: string | null;
  client: string | null;
  outside: string;
  sources: SourceIds;
}
type Vendor = EntityFields['vendor'];

const number = (id: string | null | undefined) => (id ? Number(id) : null);

const BODIES: Readonly<
  Record<'inquiry' | 'service_inquiry' | 'worksheet', (made: Made, vendor: Vendor) => Json>
> = {
  inquiry: (made, { contactType = 'call', requestType }) => ({
    salon_id: number(made.salon),
    type: FIRST_CONTACT[contactType as keyof typeof FIRST_CONTACT] ?? FIRST_CONTACT.call,
    request_type_id: number(requestType),
    source_id: number(made.sources.source),
    source2_id: number(made.sources.refined),
    client_type: 'individual',
    first_name: made.contact.name,
    phone: made.contact.phones[0] ?? null,
    email: made.contact.emails[0] ?? null,
    comment: made.comment,
    assignee_id: number(made.responsible),
    clientId: number(made.client),
    external_id: made.outside,
    ...Object.fromEntries(Object.entries(made.utm).map(([tag, value]) => [`utm_${tag}`, value])),
    form_link: made.page,
    ...made.extra,
  }),
  service_inquiry: (made, { serviceType }) => ({
    salonId: number(made.salon),
    managerId: number(made.responsible),
    sourceId: number(made.sources.source),
    source2Id: number(made.sources.refined),
    comment: made.comment,
    clientId: number(made.client),
    firstName: made.contact.name,
    phoneNumber: made.contact.phones[0] ?? null,
    email: made.contact.emails[0] ?? null,
    type: number(serviceType) ?? SERVICE_TYPE,
    external_id: made.outside,
    ...made.extra,
  }),
  worksheet: (made, { contactType = 'call', brand, model }) => ({
    salonId: number(made.salon),
    primaryContactType: FIRST_CONTACT[contactType as keyof typeof FIRST_CONTACT] ?? FIRST_CONTACT.call,
    assigneeId: number(made.responsible),
    brandId: number(brand),
    modelId: number(model),
    clientId: number(made.client),
    informationSourceId: number(made.sources.source),
    specifyingInformationSourceId: number(made.sources.refined),
    comment: made.comment,
    externalId: made.outside,
    ...made.extra,
  }),
};

function withoutNulls(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== ''));
}

function refOf(kind: EntityRef['kind'], result: unknown): CrmOutcome<EntityRef> {
  const id = idOf(objectOf(result).id);
  return id === null
    ? { kind: 'retry', detail: 'AutoCRM has made something and does not say which' }
    : { kind: 'done', value: { kind, id } };
}

import type { z } from 'zod';
import type { Communication } from '../../edge/domain/crm/communication.ts';
import type { CrmPerson, CrmSetup } from '../../edge/domain/crm/crm-setup.ts';
import type { CrmEntityKind, FoundEntity } from '../../edge/domain/crm/port.ts';
import { type Resolution, type ResolvedRule, resolveRule } from '../../edge/domain/crm/resolve-rule.ts';
import { type CrmRuleFields, CrmRuleFieldsSchema } from '../../shared/contract/admin/crm-fields.ts';
import { CrmSettingsSchema } from '../../shared/contract/admin/crm-settings.ts';
import { type Rule, RuleInputSchema } from '../../shared/contract/admin/rule.ts';

/** Ids of the tests. */
export const ANNA = 'emp_000000000000000a';
export const BORIS = 'emp_000000000000000b';
export const VERA = 'emp_000000000000000c';
export const CHANNEL = 'chn_0000000000000001';
export const TELEGRAM = 'chn_0000000000000002';
export const SITE = 'site_0000000000000001';
export const NOON = Date.UTC(2026, 11, 1, 12);

type Input<Schema extends z.ZodType> = z.input<Schema>;
export type Fields = Partial<CrmRuleFields>;

export function aCommunication(own: Partial<Communication> = {}): Communication {
  const isText = own.kind === 'chat' || own.kind === 'request';
  return {
    id: 'com_0000000000000001',
    kind: 'call',
    phase: 'end',
    direction: 'in',
    startedAt: NOON,
    endedAt: NOON + 125_000,
    contact: { name: 'Ivan', phones: ['+79161234567'], emails: [] },
    calledNumber: '+74951234567',
    site: { id: SITE, name: 'Beresta' },
    campaign: { id: 'cmp_0000000000000001', name: 'Search' },
    office: null,
    channel: isText ? { id: CHANNEL, name: 'WhatsApp', type: 'whatsapp' } : null,
    widget: null,
    tool: null,
    touch: null,
    page: null,
    responsible: null,
    talkS: isText ? null : 125,
    success: isText ? null : true,
    recording: null,
    tags: [],
    text: null,
    lines: [],
    ...own,
  };
}

export function people(
  own: Partial<Record<string, Partial<CrmPerson>>> = {},
): ReadonlyMap<string, CrmPerson> {
  const ids = [ANNA, BORIS, VERA];
  return new Map(
    ids.map((id, i) => [
      id,
      { id, name: ['Anna', 'Boris', 'Vera'][i] ?? '', user: String(i + 1), calendar: null, ...own[id] },
    ]),
  );
}

export function aRule(
  own: Omit<Input<typeof RuleInputSchema>, 'name' | 'integration'> & { name?: string },
): Rule {
  const input = RuleInputSchema.parse({ name: 'Refining', integration: 'int_0000000000000001', ...own });
  return { ...input, id: 'rul_0000000000000001', position: 0 };
}

export function fields(own: Fields): CrmRuleFields {
  return CrmRuleFieldsSchema.parse(own);
}

/** A CRM whose sections are all active, whose one channel is ticked, and where Vera is the default of chats and requests. */
export function aSetup(
  own: Partial<Omit<CrmSetup, 'settings'>> & {
    settings?: Input<typeof CrmSettingsSchema>;
    base?: Fields;
  } = {},
): CrmSetup {
  const { settings = {}, base = {}, ...rest } = own;
  const section = (name: 'calls' | 'chats' | 'requests') => ({
    isActive: true,
    baseRule: base,
    ...(name !== 'calls' && { channels: [CHANNEL], responsibles: { default: VERA } }),
    ...settings[name],
  });
  return {
    vendor: 'bitrix24',
    settings: CrmSettingsSchema.parse({
      calls: section('calls'),
      chats: section('chats'),
      requests: section('requests'),
      other: { isActive: true, ...settings.other },
    }),
    rules: [],
    people: people(),
    hours: null,
    timeZone: 'Europe/Moscow',
    ...rest,
  };
}

/** The rule that a setup gives. */
export function resolved(setup: CrmSetup, communication: Communication, now = NOON): ResolvedRule {
  const resolution: Resolution = resolveRule(setup, communication, now);
  if (resolution.kind !== 'resolved') throw new Error(`it is ${resolution.kind}`);
  return resolution.rule;
}

let clock = 0;
export function found(kind: CrmEntityKind, id: string, own: Partial<FoundEntity> = {}): FoundEntity {
  clock += 1;
  return {
    kind,
    id,
    status: null,
    funnel: null,
    isClosed: false,
    createdAt: clock,
    changedAt: clock,
    responsible: null,
    ...own,
  };
}

import type { CrmSection, CrmSectionName, CrmVendor } from '../../../shared/contract/admin/crm-settings.ts';
import type { Rule } from '../../../shared/contract/admin/rule.ts';
import { chooseResponsible } from './choose-responsible.ts';
import { chooseStages, type Stages } from './choose-stages.ts';
import type { Communication } from './communication.ts';
import { type Because, type CrmSetup, sectionOf } from './crm-setup.ts';
import { type FilledTexts, fillTexts } from './fill-texts.ts';
import { matches } from './match-conditions.ts';
import { type MergedRule, mergeRules } from './merge-rules.ts';
import { whyNotPassed } from './passes-on.ts';
import type { CrmEntityKind } from './port.ts';
import { waitsUntil } from './wait-for-hours.ts';

/** What the rules make of one communication: all that planning its writes needs, as plain data. */
export interface ResolvedRule {
  vendor: CrmVendor;
  section: CrmSectionName;
  first: readonly CrmEntityKind[];
  /** Null where the rule tells nobody apart: a known person has the same made as a new one. */
  repeated: readonly CrmEntityKind[] | null;
  commentPriority: 'deals' | 'leads' | 'both';
  addToClosed: boolean;
  heldBackBy: readonly { entity: CrmEntityKind; status: string }[];
  chatAt: 'start' | 'end';
  copyComments: boolean;
  /** Users of the CRM. */
  notify: readonly string[];
  /** A user of the CRM. */
  responsible: string | null;
  stages: { first: Stages; repeated: Stages };
  texts: FilledTexts;
  /** What only this vendor's entities ask for. */
  own: Readonly<Record<string, string>>;
  timeZone: string;
}

export type Resolution = { because: Because[] } & (
  | { kind: 'nothing' }
  /** Nothing is written before `until` (epoch ms); then it is resolved again. */
  | { kind: 'waits'; until: number }
  | { kind: 'resolved'; rule: ResolvedRule }
);

/** What the rules of one CRM say about a communication at `now` (epoch ms). */
export function resolveRule(setup: CrmSetup, communication: Communication, now: number): Resolution {
  const barrier = whyNotPassed(setup, communication);
  if (barrier) return { kind: 'nothing', because: [barrier] };
  const { name, section } = sectionOf(setup, communication.kind);
  const refining = findRefining(setup, name, communication);
  const base = baseOf(section, communication);
  const merged = mergeRules(setup.vendor, base.fields, refining?.fields ?? null);
  const because = [base.because, aboutRefining(refining)];
  if (merged.act === 'nothing') {
    because.push({ code: 'rule_says_nothing', text: 'The rule says that nothing is made.' });
    return { kind: 'nothing', because };
  }
  const responsible = chooseResponsible(setup, section, merged.responsible, communication);
  because.push(responsible.because);
  const until = merged.waitForHours
    ? waitsUntil(responsible, setup.hours, communication.startedAt, now)
    : null;
  if (until !== null) {
    because.push({ code: 'waits_for_hours', text: 'It came outside of working hours and waits for them.' });
    return { kind: 'waits', until, because };
  }
  const names = { timeZone: setup.timeZone, responsible: responsible.person?.name ?? null };
  const texts = fillTexts(merged, communication, names);
  because.push(...texts.because);
  return {
    kind: 'resolved',
    because,
    rule: {
      vendor: setup.vendor,
      section: name,
      ...pickPlain(setup.vendor, merged),
      notify: notified(setup, merged.notify, responsible.person?.user ?? null),
      responsible: responsible.person?.user ?? null,
      stages: {
        first: chooseStages(section.stages.first, communication),
        repeated: chooseStages(section.stages.repeated, communication),
      },
      texts: texts.texts,
      own: merged.vendor,
      timeZone: setup.timeZone,
    },
  };
}

function pickPlain(vendor: CrmVendor, merged: MergedRule) {
  const { first, repeated, commentPriority, addToClosed, heldBackBy, chatAt, copyComments } = merged;
  return {
    first,
    repeated: repeated ?? (vendor === 'bitrix24' ? ['activity' as const] : null),
    commentPriority: commentPriority ?? 'deals',
    addToClosed,
    heldBackBy,
    // AutoCRM hears of a chat when it is over, whatever is set (S3-11).
    chatAt: vendor === 'autocrm' ? ('end' as const) : chatAt,
    copyComments,
  };
}

/** The first rule of the list whose conditions hold. */
function findRefining(
  { rules }: CrmSetup,
  section: CrmSectionName,
  communication: Communication,
): Rule | null {
  const found = rules.find(
    ({ isActive, sections, when }) => isActive && sections.includes(section) && matches(when, communication),
  );
  return found ?? null;
}

function baseOf({ baseRule, widgets }: CrmSection, { widget }: Communication) {
  const own = widgets.find((one) => one.widget === widget?.id);
  return own
    ? {
        fields: own.baseRule,
        because: { code: 'widget_base', text: `The base rule is that of the widget “${widget?.name}”.` },
      }
    : { fields: baseRule, because: { code: 'base', text: 'The base rule is that of the section.' } };
}

function aboutRefining(rule: Rule | null): Because {
  return rule
    ? { code: 'refined', text: `The rule “${rule.name}” is the first of the list that applies.` }
    : { code: 'not_refined', text: 'No rule of the list applies.' };
}

function notified({ people }: CrmSetup, whom: MergedRule['notify'], responsible: string | null): string[] {
  const users = whom.map((one) => (one === 'responsible' ? responsible : (people.get(one)?.user ?? null)));
  return [...new Set(users.filter((user) => user !== null))];
}

import type { Warning } from '../../../shared/contract/admin/common.ts';
import type { CrmRuleFields } from '../../../shared/contract/admin/crm-fields.ts';
import {
  CRM_SECTIONS,
  type CrmSection,
  type CrmSectionName,
  type CrmSettings,
  type CrmVendor,
} from '../../../shared/contract/admin/crm-settings.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import {
  faultsOfFields,
  faultsOfMerged,
  type PlacedFields,
  warningsOfFields,
  warningsOfNeeds,
} from './check-fields.ts';

/** What is wrong with the settings of a CRM beyond their schema, each fault with its path below `crm`. */
export function faultsOfCrmSettings(vendor: CrmVendor, settings: CrmSettings): FieldError[] {
  return CRM_SECTIONS.flatMap((name) => {
    const section = settings[name];
    const rules = baseRulesOf(vendor, name, section);
    const faults = rules.flatMap((placed) => [
      ...faultsOfFields(placed),
      ...faultsOfMerged(placed, placed.fields, null),
    ]);
    return [...faults, ...faultsOfSection(vendor, name, section)];
  });
}

function faultsOfSection(vendor: CrmVendor, name: CrmSectionName, section: CrmSection): FieldError[] {
  const faults: FieldError[] = [];
  const path = `crm.${name}`;
  if (name === 'calls' && section.channels.length > 0) {
    faults.push({ path: `${path}.channels`, code: 'not_here', message: 'calls have no channels' });
  }
  if (vendor !== 'bitrix24' || name === 'calls' || !section.isActive) return faults;
  if (section.responsibles.default === null) {
    const message = 'an employee is needed, for what no filter gives to another one';
    faults.push({ path: `${path}.responsibles.default`, code: 'required', message });
  }
  if (name === 'chats' && section.channels.length === 0) {
    faults.push({
      path: `${path}.channels`,
      code: 'required',
      message: 'a channel is needed: only ticked ones are passed on',
    });
  }
  return faults;
}

/** What a warning looks at besides the settings. */
export interface CrmSurroundings {
  /** Channels that begin a chat without asking who writes. */
  channelsWithoutForm: ReadonlySet<string>;
  /** Employees who are users of this CRM. */
  linked: ReadonlySet<string>;
}

/** What is allowed and probably not meant. */
export function warningsOfCrmSettings(
  vendor: CrmVendor,
  settings: CrmSettings,
  { channelsWithoutForm, linked }: CrmSurroundings,
): Warning[] {
  const warnings: Warning[] = [];
  const isWritten = settings.chats.isActive || settings.requests.isActive;
  if (isWritten && !settings.other.isActive) {
    const message = 'This is off: nothing of chats and requests is written, whatever is set for them.';
    warnings.push({ code: 'other_off', path: 'crm.other.isActive', message });
  }
  for (const name of CRM_SECTIONS) {
    const section = settings[name];
    if (!section.isActive) {
      const message = `The section is off: nothing of ${name} is written.`;
      warnings.push({ code: 'section_off', path: `crm.${name}.isActive`, message });
    }
    if (name === 'chats' && section.isActive) {
      section.channels.forEach((channel, i) => {
        if (!channelsWithoutForm.has(channel)) return;
        const message = 'Its scenario has no contact form: people who write again will be made again.';
        warnings.push({ code: 'no_contact_form', path: `crm.chats.channels.${i}`, message });
      });
    }
    for (const [path, employee] of employeesOf(`crm.${name}`, section)) {
      if (linked.has(employee)) continue;
      const message = 'This employee is linked to no user of this CRM: nobody is set as responsible.';
      warnings.push({ code: 'not_linked', path, message });
    }
    const rules = baseRulesOf(vendor, name, section);
    for (const placed of rules) {
      warnings.push(...warningsOfFields(placed));
      if (section.isActive) warnings.push(...warningsOfNeeds(placed));
      if (placed.fields.waitForHours && settings.other.schedule === null) {
        const message =
          'The integration has no working hours: only employees with hours of their own are waited for.';
        warnings.push({ code: 'no_hours', path: `${placed.path}.waitForHours`, message });
      }
    }
  }
  return warnings;
}

/** Every employee that a section names, with the path. */
export function employeesOf(
  path: string,
  { baseRule, widgets, responsibles }: CrmSection,
): [path: string, id: string][] {
  const ofRule = (at: string, { responsible, notify }: CrmRuleFields): [string, string | null][] => [
    [`${at}.responsible`, responsible],
    ...(notify ?? []).map((one, i): [string, string | null] => [
      `${at}.notify.${i}`,
      one === 'responsible' ? null : one,
    ]),
  ];
  const named: [string, string | null][] = [
    ...ofRule(`${path}.baseRule`, baseRule),
    ...widgets.flatMap((own, i) => ofRule(`${path}.widgets.${i}.baseRule`, own.baseRule)),
    [`${path}.responsibles.default`, responsibles.default],
    ...responsibles.filters.map(({ responsible }, i): [string, string] => [
      `${path}.responsibles.filters.${i}.responsible`,
      responsible,
    ]),
  ];
  return named.filter((one): one is [string, string] => one[1] !== null);
}

function baseRulesOf(
  vendor: CrmVendor,
  name: CrmSectionName,
  { baseRule, widgets }: CrmSection,
): PlacedFields[] {
  const path = `crm.${name}`;
  const placed = { vendor, sections: [name] };
  return [
    { ...placed, path: `${path}.baseRule`, fields: baseRule },
    ...widgets.map((own, i) => ({ ...placed, path: `${path}.widgets.${i}.baseRule`, fields: own.baseRule })),
  ];
}

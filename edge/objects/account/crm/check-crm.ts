import type { Warning } from '../../../../shared/contract/admin/common.ts';
import { CRM_SECTIONS, CrmSettingsSchema } from '../../../../shared/contract/admin/crm-settings.ts';
import { type IntegrationInput, isCrm } from '../../../../shared/contract/admin/integration.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import {
  employeesOf,
  faultsOfCrmSettings,
  warningsOfCrmSettings,
} from '../../../domain/crm/check-settings.ts';
import { originOfCrm } from '../../../domain/crm/crm-origin.ts';
import type { StoredIntegration } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';
import { type EntityReference, findUnknownReferences } from '../references.ts';
import { asCrm } from './read-setup.ts';

type Settings = Omit<IntegrationInput, 'secret' | 'apiKeySecret'>;

/** What is wrong with an integration as that of a CRM, or with what it has of one without being one. */
export function faultsOfCrm(entities: EntityStore, input: Settings): FieldError[] {
  const { provider, domain, login, region, crm } = input;
  if (!isCrm(provider)) {
    const own = { domain, login, region, crm };
    const set = Object.entries(own).flatMap(([path, value]) => (value == null ? [] : [path]));
    return set.map((path) => ({ path, code: 'not_here', message: 'is for the integration with a CRM' }));
  }
  const faults: FieldError[] = [];
  if (domain == null) faults.push({ path: 'domain', code: 'required', message: 'is where the CRM is' });
  else if (originOfCrm(domain) === null) {
    faults.push({
      path: 'domain',
      code: 'invalid_format',
      message: 'must be a public domain, like shop.bitrix24.ru',
    });
  }
  if (provider === 'autocrm' && login == null) {
    faults.push({ path: 'login', code: 'required', message: 'is the API user of AutoCRM' });
  }
  if (crm == null) return faults;
  return [
    ...faults,
    ...faultsOfCrmSettings(provider, crm),
    ...findUnknownReferences(entities, referencesOf(crm)),
  ];
}

/** The settings as they are stored: a CRM has some always. */
export function settledCrm(input: Settings): Settings {
  if (!isCrm(input.provider)) return input;
  return { ...input, crm: input.crm ?? CrmSettingsSchema.parse({}) };
}

/** What is to be said of an integration beside it. */
export function warningsOfIntegration(entities: EntityStore, integration: StoredIntegration): Warning[] {
  const crm = asCrm(integration);
  if (!crm) return [];
  const channels = entities.list('channels').filter(({ scenario }) => !scenario.contactForm);
  const employees = entities
    .list('employees')
    .filter(({ crmUsers }) => crmUsers.some((user) => user.integration === crm.id));
  const message = 'It is not connected: nothing is written until it has a key of the CRM.';
  const isConnected = integration.envelope !== '';
  const connection = isConnected ? [] : [{ code: 'not_connected', path: 'secret', message }];
  const settings = warningsOfCrmSettings(crm.provider, crm.crm, {
    channelsWithoutForm: new Set(channels.map(({ id }) => id)),
    linked: new Set(employees.map(({ id }) => id)),
  });
  return [...connection, ...settings];
}

function referencesOf(crm: NonNullable<Settings['crm']>): EntityReference[] {
  const { schedule } = crm.other;
  const hours =
    schedule === null ? [] : [{ path: 'crm.other.schedule', kind: 'schedules' as const, id: schedule }];
  const named = CRM_SECTIONS.flatMap((name): EntityReference[] => {
    const path = `crm.${name}`;
    const { channels, widgets } = crm[name];
    return [
      ...channels.map((id, i) => ({ path: `${path}.channels.${i}`, kind: 'channels' as const, id })),
      ...widgets.map(({ widget }, i) => ({
        path: `${path}.widgets.${i}.widget`,
        kind: 'widgets' as const,
        id: widget,
      })),
      ...employeesOf(path, crm[name]).map(([at, id]) => ({ path: at, kind: 'employees' as const, id })),
    ];
  });
  return [...hours, ...named];
}

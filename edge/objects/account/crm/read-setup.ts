import type { CrmSettings, CrmVendor } from '../../../../shared/contract/admin/crm-settings.ts';
import { CrmSettingsSchema } from '../../../../shared/contract/admin/crm-settings.ts';
import { isCrm } from '../../../../shared/contract/admin/integration.ts';
import type { Rule } from '../../../../shared/contract/admin/rule.ts';
import type { CrmPerson, CrmSetup } from '../../../domain/crm/crm-setup.ts';
import { type Calendar, compileCalendar } from '../../../domain/schedule/calendar.ts';
import type { StoredIntegration } from '../entity-bodies.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';

/** An integration with a CRM. */
export type StoredCrm = StoredIntegration & { provider: CrmVendor; crm: CrmSettings };

/** The integration as that of a CRM; null for any other. */
export function asCrm(integration: StoredIntegration | null): StoredCrm | null {
  if (!integration || !isCrm(integration.provider)) return null;
  const crm = integration.crm ?? CrmSettingsSchema.parse({});
  return { ...integration, provider: integration.provider, crm };
}

/** The CRMs of the account. */
export function listCrms(entities: EntityStore): StoredCrm[] {
  return entities
    .list('integrations')
    .map(asCrm)
    .filter((crm) => crm !== null);
}

/** The refining rules of a CRM in their order. */
export function listRules(entities: EntityStore, integration: string): Rule[] {
  const where = [{ sql: `${fieldSql('integration')} = ?`, values: [integration] }];
  const page = { where, sortBy: 'position', descending: false, after: null, limit: 1000 };
  return entities.page('rules', page).map(({ body }) => body);
}

/** All that decides what is written into a CRM, as it is now. `timeZone` is the account's. */
export function readSetup(
  entities: EntityStore,
  { id, provider, crm }: StoredCrm,
  timeZone: string,
): CrmSetup {
  const calendars = new Map<string, Calendar | null>();
  const calendarOf = (schedule: string | null): Calendar | null => {
    if (schedule === null) return null;
    const known = calendars.get(schedule);
    if (known !== undefined) return known;
    const found = entities.get('schedules', schedule);
    const calendar = found && compileCalendar(found);
    calendars.set(schedule, calendar);
    return calendar;
  };
  const people = entities.list('employees').map((employee): [string, CrmPerson] => {
    const user = employee.crmUsers.find(({ integration }) => integration === id)?.user ?? null;
    return [
      employee.id,
      { id: employee.id, name: employee.name, user, calendar: calendarOf(employee.schedule) },
    ];
  });
  return {
    vendor: provider,
    settings: crm,
    rules: listRules(entities, id),
    people: new Map(people),
    hours: calendarOf(crm.other.schedule),
    timeZone,
  };
}

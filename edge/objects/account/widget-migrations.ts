import { WidgetBehaviourSchema } from '../../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import type { ModuleMigrations } from '../migrations.ts';

/** Widgets that were stored before there were these fields get their presets; what they have stays. */
export const widgetMigrations: ModuleMigrations = {
  module: 'widgets',
  steps: [
    `UPDATE entities SET body = json_remove(json_insert(body, '$.language', NULL, '$.tools', json('[]'),
      ${presetsOf('style', WidgetStyleSchema.parse({}))}, ${presetsOf('behaviour', WidgetBehaviourSchema.parse({}))}
    ), '$.style.radiusPx') WHERE kind = 'widgets'`,
    `UPDATE entities SET body = json_insert(body, '$.styleId', NULL, '$.holidayStyles', 'off') WHERE kind = 'widgets'`,
  ],
};

/** Paths and values for `json_insert`; both come from the schema. */
function presetsOf(part: string, presets: Record<string, unknown>): string {
  return Object.entries(presets)
    .map(([field, value]) => `'$.${part}.${field}', json('${JSON.stringify(value).replaceAll("'", "''")}')`)
    .join(', ');
}

import { describe, expect, it } from 'vitest';
import type { WidgetConfig } from '../../edge/domain/site-model.ts';
import { toCommand } from '../../edge/domain/telephony-commands.ts';
import { titleOfTool } from '../../edge/domain/tools.ts';
import { IvrSchema } from '../../shared/contract/admin/ivr.ts';
import { ScenarioSchema } from '../../shared/contract/admin/scenario.ts';

const CONFIG: WidgetConfig = {
  account: 'a',
  widget: 'w',
  version: 1,
  name: 'Kitchens',
  service: 'Beresta',
  provider: 'simulator',
  integration: null,
  countdownS: 26,
  scenario: ScenarioSchema.parse({}),
  schedule: null,
  timeZone: 'Europe/Moscow',
  ivr: IvrSchema.parse({
    language: 'en',
    before: 'Call from {{SERVICE}}, {{TITLE}}; {{FORM}} {{PARAM1}} {{IVR}}',
  }),
  tools: { contacts: 'the contacts form' },
  offices: [],
};

/** What the manager hears of an order through `tool`. */
function heard(tool: string | null, config = CONFIG): string {
  const offices = [{ id: 'off_1', name: 'Showroom', address: '+74950001010', extension: null }];
  const order = {
    phone: '+79161234567',
    name: null,
    comment: null,
    tool,
    extra: { param1: 'oak' },
    page: { title: 'Contacts' },
  };
  const command = toCommand(
    { kind: 'prompt', party: 'manager', line: 0, text: 'before' },
    { callback: 'cb_1', attempt: 1, order, offices, config, now: 0 },
  );
  return command?.kind === 'prompt' ? command.text : '';
}

describe('the tool of an order', () => {
  it('is what the voice says as FORM and as TITLE (S1-59)', () => {
    expect(heard('contacts')).toMatch(/^Call from Beresta, the contacts form; the contacts form oak /);
  });

  it('leaves TITLE to the widget, and FORM empty, where there is none', () => {
    expect(heard(null)).toMatch(/^Call from Beresta, Kitchens; oak /);
  });

  it('is said by its id once it was removed, and in a configuration that knows of none', () => {
    expect(titleOfTool(CONFIG, 'gone')).toBe('gone');
    expect(titleOfTool({}, 'constructor')).toBe('constructor');
    expect(titleOfTool(CONFIG, 'constructor')).toBe('constructor');
  });
});

import { describe, expect, test } from 'vitest';
import { faultsOfMerged } from '../../../edge/domain/crm/check-fields.ts';
import { faultsOfCrmSettings, warningsOfCrmSettings } from '../../../edge/domain/crm/check-settings.ts';
import { checkTemplate } from '../../../edge/domain/crm/check-template.ts';
import { parseTemplate, renderTemplate } from '../../../edge/domain/crm/template.ts';
import { listVariables, readVariables } from '../../../edge/domain/crm/variables.ts';
import { CrmSettingsSchema } from '../../../shared/contract/admin/crm-settings.ts';
import { ANNA, aCommunication, CHANNEL, fields, NOON } from '../../support/crm.ts';

const parse = (settings: object) => CrmSettingsSchema.parse(settings);
const faults = (settings: object, vendor: 'bitrix24' | 'autocrm' = 'bitrix24') =>
  faultsOfCrmSettings(vendor, parse(settings)).map(({ path, code }) => `${path} ${code}`);
const CHATS = { isActive: true, channels: [CHANNEL], responsibles: { default: ANNA } };

describe('settings are refused with the path', () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ chats: CHATS }, []],
    [{ chats: { ...CHATS, responsibles: {} } }, ['crm.chats.responsibles.default required']], // S4-15
    [{ chats: { ...CHATS, channels: [] } }, ['crm.chats.channels required']],
    [{ requests: { isActive: true } }, ['crm.requests.responsibles.default required']], // S4-43
    [{ chats: { ...CHATS, baseRule: { first: ['contact'] } } }, ['crm.chats.baseRule.first required']], // S4-27
    [{ chats: { ...CHATS, baseRule: { first: ['contact'], act: 'nothing' } } }, []],
    [{ calls: { baseRule: { first: ['contact'] } } }, []],
    [
      { chats: { ...CHATS, baseRule: { repeated: ['deal'], commentPriority: 'deals' } } },
      ['crm.chats.baseRule.commentPriority not_here'],
    ], // S4-29
    [{ chats: { ...CHATS, baseRule: { repeated: ['activity'], commentPriority: 'both' } } }, []],
    [{ chats: { ...CHATS, baseRule: { repeated: [], commentPriority: 'both' } } }, []],
    [{ calls: { channels: [CHANNEL] } }, ['crm.calls.channels not_here']],
    [{ calls: { baseRule: { first: ['worksheet'] } } }, ['crm.calls.baseRule.first.0 invalid_value']],
    [{ calls: { baseRule: { comment: '{{ a' } } }, ['crm.calls.baseRule.comment invalid_format']],
    [
      { calls: { baseRule: { titles: [{ entity: 'lead', template: '{% if %}' }] } } },
      ['crm.calls.baseRule.titles.0.template invalid_format'],
    ],
    [
      { calls: { widgets: [{ widget: 'wdg_0123456789abcdef', baseRule: { source: '{{' } }] } },
      ['crm.calls.widgets.0.baseRule.source invalid_format'],
    ],
  ])('%j has the faults %j (S4-15, S4-27, S4-29, S4-43)', (settings, expected) => {
    expect(faults(settings)).toEqual(expected);
  });

  test('AutoCRM has entities of its own and hears of chats at their end', () => {
    expect(
      faults(
        { calls: { baseRule: { first: ['lead'] } }, chats: { baseRule: { chatAt: 'start' } } },
        'autocrm',
      ),
    ).toEqual(['crm.calls.baseRule.first.0 invalid_value', 'crm.chats.baseRule.chatAt not_here']);
    expect(faults({ chats: { isActive: true, baseRule: { first: ['client'] } } }, 'autocrm')).toEqual([]);
  });

  test('a fault of a template names line and column', () => {
    const [fault] = faultsOfCrmSettings(
      'bitrix24',
      parse({ calls: { baseRule: { comment: 'a\n {{ b + }}' } } }),
    );
    expect(fault?.message).toContain('line 2, column 2');
  });

  test('a refining rule is judged by what it makes of the base rule', () => {
    const place = { vendor: 'bitrix24' as const, sections: ['chats' as const], path: 'fields' };
    const of = (base: object, refining: object) =>
      faultsOfMerged(place, fields(base), fields(refining)).map(({ path }) => path);
    expect(of({ commentPriority: 'deals' }, { repeated: ['deal'] })).toEqual(['fields.repeated']);
    expect(of({ repeated: ['deal'] }, { commentPriority: 'deals' })).toEqual(['fields.commentPriority']);
    expect(of({ first: ['lead'] }, { first: ['contact'] })).toEqual(['fields.first']);
    expect(of({ first: ['lead'] }, {})).toEqual([]);
  });
});

describe('settings are warned of', () => {
  const around = { channelsWithoutForm: new Set([CHANNEL]), linked: new Set([ANNA]) };
  const warnings = (settings: object, own = around) =>
    warningsOfCrmSettings('bitrix24', parse(settings), own).map(({ path, code }) => `${path} ${code}`);

  test('while sections are off, and while the other switch is (S4-10, S4-12)', () => {
    expect(warnings({})).toEqual([
      'crm.calls.isActive section_off',
      'crm.chats.isActive section_off',
      'crm.requests.isActive section_off',
    ]);
    const all = { calls: { isActive: true }, chats: CHATS, requests: { ...CHATS, channels: [] } };
    expect(warnings(all)).toEqual(['crm.other.isActive other_off', 'crm.chats.channels.0 no_contact_form']); // S4-49
    expect(
      warnings({ ...all, other: { isActive: true } }, { ...around, channelsWithoutForm: new Set() }),
    ).toEqual([]);
  });

  test('where nobody of the CRM would be responsible, and where there are no hours to wait for', () => {
    const calls = { isActive: true, baseRule: { responsible: 'emp_000000000000000f', waitForHours: true } };
    expect(warnings({ calls, chats: CHATS, requests: CHATS, other: { isActive: true } })).toEqual(
      expect.arrayContaining([
        'crm.calls.baseRule.responsible not_linked',
        'crm.calls.baseRule.waitForHours no_hours',
      ]),
    );
  });

  test('where AutoCRM would refuse what is made', () => {
    const of = (baseRule: object) =>
      warningsOfCrmSettings('autocrm', parse({ calls: { isActive: true, baseRule } }), around)
        .filter(({ code }) => code === 'incomplete')
        .map(({ message }) => message.slice(0, message.indexOf(', unless')));
    const refused = 'AutoCRM refuses entities without ';
    expect(of({})).toEqual([`${refused}vendor.salon, vendor.requestType, source`]);
    expect(of({ first: ['worksheet'] })).toEqual([`${refused}vendor.salon, vendor.brand, vendor.model`]);
    expect(of({ vendor: { salon: '1', requestType: '2' }, source: 'Site' })).toEqual([]);
    expect(of({ first: ['client'] })).toEqual([]);
  });

  test('where a template would write None (S3-17)', () => {
    const calls = { isActive: true, baseRule: { source: '{{ campaign_name }}', comment: '{{ nobody }}' } };
    const told = warnings({ calls, other: { isActive: true } });
    expect(told).toContain('crm.calls.baseRule.source writes_none');
    expect(told).toContain('crm.calls.baseRule.comment unknown_variable');
  });
});

describe('a template is looked at before it is saved', () => {
  test.each<[string, string[], string[]]>([
    ['{{ campaign_name }}', ['campaign_name'], []],
    ['{{ campaign_name or "x" }}', [], []],
    ['{{ campaign_name|default("x") }}', [], []],
    ['{% if campaign_name %}{{ campaign_name }}{% endif %}', [], []],
    ['{% if campaign_name %}{{ utm_source }}{% endif %}', ['utm_source'], []],
    ['{% if not campaign_name %}{{ utm_source }}{% endif %}', ['utm_source'], []],
    ['{{ communication_id }} {{ direction }}', [], []],
    ['{{ nobody }} {{ site_name }}', ['site_name'], ['nobody']],
    ['{{ channel_name }}', [], ['channel_name']], // a call has no channel
    ['no variables', [], []],
  ])('%s may write None for %j, and always does for %j', (source, maybe, always) => {
    expect(checkTemplate(source, ['call'])).toEqual({ fault: null, mayWriteNone: maybe, alwaysNone: always });
  });
});

describe('the variables (S3-19)', () => {
  const names = (kind: 'call' | 'callback' | 'request' | 'chat') =>
    listVariables(kind).map(({ name }) => name);

  test('differ between calls and what is written', () => {
    expect(names('call')).toEqual(expect.arrayContaining(['talk_s', 'called_number', 'campaign_name']));
    expect(names('call')).not.toContain('channel_name');
    expect(names('chat')).toEqual(expect.arrayContaining(['channel_name', 'transcript', 'campaign_name']));
    expect(names('chat')).not.toContain('talk_s');
    expect(names('request')).toContain('message');
  });

  test.each(['call', 'callback', 'request', 'chat'] as const)(
    'of a %s are all filled in, each with its sample',
    (kind) => {
      const told = aCommunication({
        kind,
        lines: [{ id: '1', at: NOON, from: 'visitor', author: null, text: 'Hi' }],
      });
      const values = readVariables(told, { timeZone: 'Europe/Moscow', responsible: 'Anna' });
      expect(Object.keys(values)).toEqual(names(kind));
      for (const { name, sample, mayBeAbsent } of listVariables(kind)) {
        const parsed = parseTemplate(`{{ ${name} }}`);
        expect(parsed.kind === 'parsed' && renderTemplate(parsed.template, { [name]: sample })).toMatchObject(
          { absent: [] },
        );
        if (!mayBeAbsent) expect(values[name]).not.toBeNull();
      }
      expect(values).toMatchObject({
        date: '2026-12-01',
        time: '15:00',
        visitor_phone: '+79161234567',
        campaign_name: 'Search',
      });
    },
  );
});

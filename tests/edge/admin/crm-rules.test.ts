import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { aCommunication } from '../../support/crm.ts';
import { aBusiness, type Business } from '../support/admin.ts';

let business: Business;
let crm: string;
let olga: string;
beforeEach(async () => {
  business = await aBusiness();
  crm = (
    await business.make('integrations', { name: 'CRM', provider: 'bitrix24', domain: 'beresta.bitrix24.ru' })
  ).id;
  olga = (await business.make('employees', { name: 'Olga', crmUsers: [{ integration: crm, user: '7' }] })).id;
});

const paths = ({ body }: { body: { errors: { path: string; code: string }[] } }) =>
  body.errors.map(({ path, code }) => `${path} ${code}`);

/** A communication that has been. */
async function told(own: Parameters<typeof aCommunication>[0] = {}): Promise<string> {
  const communication = { ...aCommunication(own), source: 'call_0123456789abcdef' };
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, { storage }) => {
    new EntityStore(storage.sql).save('communications', communication, 1000);
  });
  return communication.id;
}

describe('an integration with a CRM', () => {
  it('keeps its settings beside its name, and warns of what is off and not connected (S4-10, S4-12)', async () => {
    const { body } = await business.ask('GET', `integrations/${crm}`);
    expect(body).toMatchObject({
      domain: 'beresta.bitrix24.ru',
      secret: null,
      crm: { calls: { isActive: false } },
    });
    const codes = body.warnings.map(({ code, path }: { code: string; path: string }) => `${path} ${code}`);
    expect(codes).toContain('secret not_connected');
    expect(codes).toContain('crm.chats.isActive section_off');
  });

  it.each([
    [{ domain: 'no domain' }, ['domain invalid_format']],
    [{ domain: 'https://127.0.0.1/' }, ['domain invalid_format']],
    [{ domain: 'https://beresta.bitrix24.ru/crm/' }, ['domain invalid_format']],
    [{ domain: null }, ['domain required']],
    [
      { crm: { chats: { isActive: true } } },
      ['crm.chats.responsibles.default required', 'crm.chats.channels required'],
    ],
    [{ crm: { calls: { baseRule: { comment: '{{ a' } } } }, ['crm.calls.baseRule.comment invalid_format']],
    [
      { crm: { calls: { responsibles: { default: 'emp_0123456789abcdef' } } } },
      ['crm.calls.responsibles.default unknown_reference'],
    ],
    [{ crm: { other: { schedule: 'sch_0123456789abcdef' } } }, ['crm.other.schedule unknown_reference']],
    [
      { crm: { calls: { pass: [{ all: [{ param: 'kind', is: 'allowed', values: ['x'] }] }] } } },
      ['crm.calls.pass.0.all.0.values.0 invalid_value'],
    ],
    [{ secret: 'short' }, ['secret too_short']],
  ])('refuses %j at its path', async (change, expected) => {
    const answer = await business.patch(`integrations/${crm}`, change);
    expect([answer.status, ...paths(answer)]).toEqual([400, ...expected]);
  });

  it('is no place for a CRM’s settings if it is of telephony, and needs a login if it is AutoCRM', async () => {
    const telephony = { name: 'T', provider: 'webhook', domain: 'x.example', crm: {} };
    expect(paths(await business.ask('POST', 'integrations', { body: telephony }))).toEqual([
      'domain not_here',
      'crm not_here',
    ]);
    const dealer = { name: 'A', provider: 'autocrm', domain: 'dealer.autocrm.ru' };
    expect(paths(await business.ask('POST', 'integrations', { body: dealer }))).toEqual(['login required']);
    // A password may be short, and may look like anything.
    const made = await business.make('integrations', { ...dealer, login: 'api', secret: '{"a' });
    expect(made).toMatchObject({ login: 'api', secret: '{"a' });
  });
});

describe('refining rules', () => {
  it('have their place in the list of their integration, which can be changed as a whole', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C'])
      ids.push((await business.make('rules', { name, integration: crm })).id);
    const [a = '', b = '', c = ''] = ids;
    const names = async () =>
      (await business.ask('GET', 'rules')).body.items.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['A', 'B', 'C']);
    const order = (list: string[]) =>
      business.ask('PUT', 'rules/order', { body: { integration: crm, order: list } });
    expect((await order([c, a, b])).status).toBe(204);
    expect(await names()).toEqual(['C', 'A', 'B']);
    expect(paths(await order([c, a]))).toEqual(['order incomplete']);
    expect(paths(await order([c, a, a, b]))).toEqual(['order.2 repeated']);
    await business.ask('DELETE', `integrations/${crm}`);
    expect(await names()).toEqual([]);
  });

  it.each([
    [{ fields: { first: ['contact'] } }, ['fields.first required']],
    [{ fields: { repeated: ['deal'], commentPriority: 'both' } }, ['fields.commentPriority not_here']],
    [{ fields: { first: ['worksheet', 'lead'] } }, ['fields.first.0 invalid_value']],
    [{ fields: { source: '{{ x|nope }}' } }, ['fields.source invalid_format']],
    [{ fields: { responsible: 'emp_0123456789abcdef' } }, ['fields.responsible unknown_reference']],
    [{ when: [{ all: [] }] }, ['when.0.all too_short']],
    [{ sections: [] }, ['sections too_short']],
  ])('are refused for %j at the path', async (change, expected) => {
    const answer = await business.ask('POST', 'rules', { body: { name: 'R', integration: crm, ...change } });
    expect([answer.status, ...paths(answer)]).toEqual([400, ...expected]);
  });

  it('are about CRMs alone', async () => {
    const other = (await business.make('integrations', { name: 'PBX', provider: 'webhook' })).id;
    const answer = await business.ask('POST', 'rules', { body: { name: 'R', integration: other } });
    expect(paths(answer)).toEqual(['integration unknown_reference']);
  });

  it('warn where a template would write None, or never anything else (S3-17)', async () => {
    const fields = {
      source: '{{ campaign_name }}',
      comment: '{{ nobody }}',
      refinedSource: '{{ utm_source or "x" }}',
    };
    const { body } = await business.ask('POST', 'rules', { body: { name: 'R', integration: crm, fields } });
    const codes = body.warnings.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
    expect(codes).toEqual(['fields.comment unknown_variable', 'fields.source writes_none']);
  });
});

describe('a preview', () => {
  const preview = (body: object) =>
    business.ask('POST', 'rules/preview', { body: { integration: crm, ...body } });

  it('says what a communication of the past would make, and why, step by step', async () => {
    await business.patch(`integrations/${crm}`, {
      crm: {
        calls: { isActive: true, stages: { first: { default: { dealFunnel: '3', dealStage: 'C3:NEW' } } } },
      },
    });
    await business.make('rules', {
      name: 'Sofas',
      integration: crm,
      when: [{ all: [{ param: 'result', is: 'allowed', values: ['success'] }] }],
      fields: { first: ['deal'], responsible: olga, source: '{{ campaign_name or "Default" }}' },
    });
    const communication = await told();
    const { body } = await preview({ communication });
    expect(body).toEqual({
      decision: 'writes',
      until: null,
      because: [
        { code: 'base', text: 'The base rule is that of the section.' },
        { code: 'refined', text: 'The rule “Sofas” is the first of the list that applies.' },
        { code: 'named', text: 'Olga is named by the rule.' },
      ],
      steps: [
        {
          step: 'create:deal',
          text: 'creates the deal “Call Ivan” in the funnel 3, at the stage C3:NEW, from the source “Search”, for the user 7',
        },
        { step: 'call:end', text: 'finishes the call in the list of calls as answered' },
      ],
    });
    const existing = [{ kind: 'deal', status: 'C3:NEW', funnel: '3' }];
    const repeated = await preview({ communication, existing });
    expect(repeated.body.steps[0].text).toContain('creates the activity “Call Ivan”');
  });

  it('says why nothing is made, and until when something waits', async () => {
    const communication = await told({ startedAt: Date.parse('2026-12-01T20:00:00Z') });
    expect((await preview({ communication })).body).toMatchObject({
      decision: 'nothing',
      because: [{ code: 'section_off' }],
    });
    const hours = [{ from: '09:00', to: '18:00' }];
    const schedule = await business.make('schedules', {
      name: 'H',
      timeZone: 'Europe/Moscow',
      week: { wed: hours },
    });
    const calls = { isActive: true, baseRule: { waitForHours: true } };
    await business.patch(`integrations/${crm}`, { crm: { calls, other: { schedule: schedule.id } } });
    expect((await preview({ communication })).body).toMatchObject({
      decision: 'waits',
      until: '2026-12-02T06:00:00.000Z',
    });
  });

  it('of a template shows a communication or samples, and where None is written', async () => {
    const template = (body: object) => business.ask('POST', 'rules/template', { body });
    const communication = await told({ campaign: null });
    const source = '{{ visitor_phone }} {{ campaign_name }}';
    expect((await template({ template: source })).body).toMatchObject({
      text: '+79161234567 Search',
      wroteNone: [],
    });
    expect((await template({ template: source, communication })).body).toEqual({
      text: '+79161234567 None',
      fault: null,
      wroteNone: ['campaign_name'],
      mayWriteNone: ['visitor_phone', 'campaign_name'],
      alwaysNone: [],
    });
    expect((await template({ template: 'a\n{{ b' })).body).toMatchObject({
      text: null,
      fault: { line: 2, column: 1 },
    });
    expect(paths(await template({ template: 'x', communication: 'com_0123456789abcdff' }))).toEqual([
      'communication unknown_reference',
    ]);
  });

  it('lists what templates can name, which differs between calls and chats (S3-19)', async () => {
    const names = async (kind: string) =>
      (await business.ask('GET', `rules/variables?kind=${kind}`)).body.variables.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('call')).toContain('talk_s');
    expect(await names('chat')).not.toContain('talk_s');
    expect(await names('chat')).toContain('transcript');
  });
});

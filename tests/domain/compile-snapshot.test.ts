import { describe, expect, it } from 'vitest';
import type { AccountModel } from '../../edge/domain/account-model.ts';
import { compilePool, compileSnapshot } from '../../edge/domain/compile-snapshot.ts';
import { compileWidget } from '../../edge/domain/compile-widget.ts';
import { type Campaign, CampaignInputSchema } from '../../shared/contract/admin/campaign.ts';
import { OfficeInputSchema } from '../../shared/contract/admin/office.ts';
import { type Site, SiteInputSchema } from '../../shared/contract/admin/site.ts';
import { type Widget, WidgetInputSchema } from '../../shared/contract/admin/widget.ts';

const id = (prefix: string, index: number) => `${prefix}_${String(index).padStart(16, '0')}`;
const [MAIN, DESK] = [id('off', 1), id('off', 2)] as const;
const NUMBERS = [1, 2, 3, 4].map((index) => id('num', index));
const SITE: Site = {
  id: id('site', 1),
  key: 'k1',
  ...SiteInputSchema.parse({ name: 'Shop', hosts: ['shop.example'] }),
};

function campaign(changes: {
  status?: Campaign['status'];
  position?: number;
  offices?: object[];
  site?: string;
}): Campaign {
  const { status = 'active', position = 0, offices = [entry(MAIN, 0, 1)], site = SITE.id } = changes;
  const input = CampaignInputSchema.parse({ name: `C${position}`, site, offices });
  return { id: id('cmp', position), ...input, status, position };
}
function entry(office: string, ...numbers: number[]): object {
  return { office, selectors: ['.phone'], numbers: numbers.map((index) => NUMBERS[index]) };
}
function widget(offices: string[], site = SITE.id): Widget {
  return { id: id('wdg', 1), hash: 'w1', ...WidgetInputSchema.parse({ name: 'Call me', site, offices }) };
}
function model(changes: Partial<AccountModel>): AccountModel {
  const office = (index: number, input: object) => ({
    id: id('off', index),
    ...OfficeInputSchema.parse(input),
  });
  return {
    account: 'acc',
    name: 'Beresta',
    country: 'RU',
    timeZone: 'Europe/Moscow',
    excluded: [],
    offices: new Map([
      [MAIN, office(1, { name: 'Main', phone: '+74950001010' })],
      [DESK, office(2, { name: 'Desk', sip: 'sip:desk@pbx.example' })],
    ]),
    campaigns: [],
    widgets: [],
    schedules: new Map(),
    integrations: new Map(),
    e164: new Map(NUMBERS.map((number, index) => [number, `+7495100000${index}`])),
    usableFrom: new Map(),
    ...changes,
  };
}

describe('the snapshot of a site', () => {
  it('has the active campaigns of this site alone, in the order of the list', () => {
    const campaigns = [
      campaign({ position: 2 }),
      campaign({ position: 0 }),
      campaign({ position: 1, status: 'paused' }),
      campaign({ position: 3, site: id('site', 2) }),
    ];
    const { edge } = compileSnapshot(model({ campaigns }), SITE, 1);
    expect(edge.campaigns.map(({ name }) => name)).toEqual(['C0', 'C2']);
  });

  it('keeps substitute numbers and rules to the edge', () => {
    const snapshot = compileSnapshot(
      model({ campaigns: [campaign({})], widgets: [widget([MAIN])] }),
      SITE,
      1,
    );
    expect(JSON.stringify(snapshot.public)).not.toMatch(/7495100000|groups|utm/);
    expect(snapshot.public.targets).toEqual([
      { office: MAIN, selectors: ['.phone'], replaces: ['+74950001010'] },
    ]);
  });

  it('calls an office with one number static, with more dynamic, and leaves out one that is not usable', () => {
    const offices = [entry(MAIN, 0), entry(DESK, 1, 2)];
    const kinds = (changes: Partial<AccountModel>) =>
      compileSnapshot(model({ campaigns: [campaign({ offices })], ...changes }), SITE, 1).edge.campaigns[0];
    expect(kinds({})).toMatchObject({
      dynamic: true,
      offices: [{ kind: 'static', static: { e164: '+74951000000', usableFrom: 0 } }, { kind: 'dynamic' }],
    });
    const moving = new Map([['+74951000000', null]]);
    expect(kinds({ usableFrom: moving })?.offices[0]).toMatchObject({ kind: 'static', static: null });
    const resting = new Map([['+74951000000', 5_000]]);
    expect(kinds({ usableFrom: resting })?.offices[0]?.static).toEqual({
      e164: '+74951000000',
      usableFrom: 5_000,
    });
  });

  it('stores nothing before a consent manager has granted it', () => {
    const startOf = (input: object) => {
      const site: Site = {
        ...SITE,
        ...SiteInputSchema.parse({ name: 'S', hosts: ['shop.example'], ...input }),
      };
      const { consentDefault, consentSignals, bridges } = compileSnapshot(model({}), site, 1).public;
      return { consentDefault, consentSignals, bridges };
    };
    const consentSignals = ['google', 'tcf'];
    expect(startOf({ bridges: ['ym'] })).toEqual({
      consentDefault: 'full',
      consentSignals: [],
      bridges: ['ym'],
    });
    expect(startOf({ consentSignals })).toMatchObject({ consentDefault: 'memory', consentSignals });
    expect(startOf({ consentSignals, consentDefault: 'none' })).toMatchObject({ consentDefault: 'none' });
  });

  it('has the widgets of this site that somebody answers', () => {
    const widgetsOf = (...widgets: Widget[]) =>
      compileSnapshot(model({ widgets }), SITE, 1).public.widgets.map(({ offices }) => offices);
    expect(widgetsOf(widget([MAIN, DESK]))).toEqual([
      [
        { id: MAIN, name: 'Main' },
        { id: DESK, name: 'Desk' },
      ],
    ]);
    expect(widgetsOf(widget([]), widget([id('off', 9)]), widget([MAIN], id('site', 2)))).toEqual([]);
  });
});

describe('the configuration of a pool', () => {
  it('has the dynamic offices only, and no number that may not be used yet', () => {
    const offices = [entry(MAIN, 0), entry(DESK, 1, 2, 3)];
    const pool = compilePool(model({ usableFrom: new Map([['+74951000002', null]]) }), campaign({ offices }));
    expect(pool).toMatchObject({ active: true, sessionS: 300, afterSessionS: 300, restS: 60 });
    expect(pool.offices.map(({ office, numbers }) => [office, numbers.map(({ e164 }) => e164)])).toEqual([
      [DESK, ['+74951000001', '+74951000003']],
    ]);
  });

  it('is empty for a campaign that is not active', () => {
    expect(compilePool(model({}), campaign({ status: 'paused' }))).toMatchObject({
      active: false,
      offices: [],
    });
  });
});

describe('the configuration of a widget', () => {
  it('calls an office at its phone, else at its SIP address, in the order of the widget', () => {
    const { offices, service, name } = compileWidget(model({}), widget([DESK, id('off', 9), MAIN]));
    expect([service, name]).toEqual(['Beresta', 'Call me']);
    expect(offices).toEqual([
      { id: DESK, name: 'Desk', address: 'sip:desk@pbx.example', extension: null },
      { id: MAIN, name: 'Main', address: '+74950001010', extension: null },
    ]);
  });
});

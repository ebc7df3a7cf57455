import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PastEvent } from '../../../../widget/events.ts';
import { followWidget, type WidgetFact } from '../../../../widget/page/behaviour/follow-widget.ts';
import { createFunnel } from '../../../../widget/page/behaviour/funnel.ts';
import { aPage, type FakePage } from './behaviour-host.ts';

let page: FakePage;
let sent: { url: string; init: RequestInit; body: { lease: string; events: { type: string }[] } }[];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, init, body: JSON.parse(String(init.body)) });
    return Promise.resolve(new Response(null, { status: 204 }));
  });
});
afterEach(() => {
  page.end();
  vi.unstubAllGlobals();
});

function tell(name: string, detail: object = {}): void {
  document.dispatchEvent(new CustomEvent(`ringlet:${name}`, { detail: { widget: 'w1', ...detail } }));
}

function follow(past: PastEvent[] = []): WidgetFact[] {
  page = aPage({ past });
  const facts: WidgetFact[] = [];
  followWidget(page.host, (fact) => facts.push(fact));
  return facts;
}

describe('what becomes of a widget', () => {
  it('is told by the events of the page, once for having been shown', () => {
    const facts = follow();
    for (const name of ['widget_shown', 'widget_shown', 'widget_opened', 'widget_closed']) tell(name);
    expect(facts).toEqual(['shown', 'opened', 'dismissed', 'closed']);
  });

  it('was told in part before anybody listened', () => {
    const past: PastEvent[] = [
      { name: 'widget_shown', detail: { widget: 'w1' } },
      { name: 'widget_opened', detail: { widget: 'w1' } },
    ];
    const facts = follow(past);
    tell('widget_closed');
    expect(facts).toEqual(['shown', 'opened', 'dismissed', 'closed']);
  });

  it('is no dismissal after an order, and an order is submitted only where the card is open', () => {
    const facts = follow();
    tell('callback_ordered');
    tell('widget_opened');
    tell('callback_ordered');
    tell('widget_closed');
    tell('callback_status', { status: 'talking' });
    tell('callback_status', { status: 'completed' });
    expect(facts).toEqual(['ordered', 'opened', 'submitted', 'ordered', 'closed', 'ended']);
  });

  it('is not what becomes of another one', () => {
    const facts = follow();
    tell('widget_opened', { widget: 'w2' });
    expect(facts).toEqual([]);
  });
});

describe('the funnel', () => {
  const start = (style = {}) => {
    page = aPage();
    const { widget } = page.host;
    return createFunnel({ ...page.host, widget: { ...widget, style: { ...widget.style, ...style } } });
  };
  const types = () => sent.map(({ body }) => body.events.map(({ type }) => type));
  const leave = () => window.dispatchEvent(new Event('pagehide'));

  it('sends all of a page view together when the page is left, and nothing twice', () => {
    const hear = start();
    for (const fact of ['shown', 'opened', 'dismissed', 'closed'] as const) hear(fact);
    expect(sent).toEqual([]);
    leave();
    leave();
    expect(types()).toEqual([['widget_shown', 'widget_opened', 'widget_dismissed']]);
    expect(sent[0]).toMatchObject({
      url: 'https://edge.example/v1/beacons',
      init: { keepalive: true, credentials: 'omit' },
      body: {
        site: 'site1',
        lease: 'lease.1',
        page: 'https://shop.example/contacts',
        events: [{ widget: 'w1', style: null }, {}, {}],
      },
    });
  });

  it('sends at once with an order, and before there is more than one request may carry', () => {
    const hear = start();
    hear('shown');
    hear('submitted');
    expect(types()).toEqual([['widget_shown', 'widget_submitted']]);
    for (let i = 0; i < 25; i++) hear('opened');
    leave();
    expect(sent.map(({ body }) => body.events.length)).toEqual([2, 20, 5]);
  });

  it('names the saved style that the widget wears', () => {
    start({ id: 'sty_1' })('submitted');
    expect(sent[0]?.body.events).toEqual([expect.objectContaining({ style: 'sty_1' })]);
  });

  it('sends nothing of the time without consent, then or later', () => {
    const hear = start();
    page.mode = 'none';
    hear('shown');
    page.mode = 'full';
    hear('opened');
    page.mode = 'none';
    leave();
    page.mode = 'full';
    leave();
    expect(sent).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WidgetHandle, WidgetHost } from '../../../widget/callback/host.ts';
import { mount } from '../../../widget/callback/widget.ts';
import { aHost, aTransport, aView, aWidget, type FakeTransport } from './builders.ts';

/** A part that is imported for the first time is transformed first. */
const PATIENT = { timeout: 10_000 };

let transport: FakeTransport;
let handle: WidgetHandle;
let events: [string, unknown][];

beforeEach(() => {
  transport = aTransport();
  events = [];
});
afterEach(() => {
  handle.destroy();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Mounts and opens the widget, and waits for its card. */
async function open(over: Partial<WidgetHost> = {}, by?: Parameters<WidgetHandle['open']>[0]): Promise<void> {
  handle = mount(aHost({ transport, emit: (name, detail) => void events.push([name, detail]), ...over }));
  handle.open(by);
  await vi.waitFor(() => expect(events.map(([name]) => name)).toContain('widget_opened'), PATIENT);
}

const root = () => document.querySelector('ringlet-callback')?.shadowRoot as ShadowRoot;
const find = <Found extends HTMLElement>(selector: string) => root().querySelector<Found>(selector) as Found;
const title = () => find('.title')?.textContent;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function type(text: string): void {
  const input = find<HTMLInputElement>('#rl-phone');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function agree(): void {
  const box = find<HTMLInputElement>('#rl-consent');
  box.checked = true;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

async function submit(): Promise<void> {
  find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}

async function order(text = '8 999 123-45-67'): Promise<void> {
  type(text);
  agree();
  await submit();
}

describe('the words', () => {
  it("are the owner's, and English where there are none", async () => {
    await open({ lang: 'fa', widget: aWidget({ texts: { fa: { title: 'هل نتصل بك؟' } } }) });
    expect([title(), find('.close').getAttribute('aria-label')]).toEqual(['هل نتصل بك؟', 'Close']);
    expect(document.querySelector('ringlet-callback')?.getAttribute('dir')).toBe('rtl');
  });

  it('are those of the visitor, also where an order names the text that was agreed to', async () => {
    await open({ lang: 'ru' });
    expect(title()).toBe('Перезвоним вам?');
    expect(root().activeElement).toBe(find('#rl-phone'));
    await order();
    expect(transport.orders[0]?.order).toMatchObject({ lang: 'ru' });
    expect(transport.orders[0]?.order.consent?.text).toMatch(/^ru-\w+$/);
  });

  it('are of the language that the widget is fixed to', async () => {
    await open({ lang: 'ru', widget: aWidget({ language: 'de' }) });
    expect([title(), document.querySelector('ringlet-callback')?.getAttribute('lang')]).toEqual([
      'Sollen wir Sie anrufen?',
      'de',
    ]);
  });
});

describe('the card', () => {
  it('opens as a dialog named by its title, with the focus in the phone field', async () => {
    await open();
    const card = find('.card');
    expect(root().getElementById(card.getAttribute('aria-labelledby') ?? '')?.textContent).toBe(
      'Shall we call you?',
    );
    expect(root().activeElement).toBe(find('#rl-phone'));
    expect(find('.launcher').getAttribute('aria-expanded')).toBe('true');
  });

  it('closes by Escape and gives the focus back to the launcher', async () => {
    await open();
    find('#rl-phone').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(find('.card')).toBeNull();
    expect(root().activeElement).toBe(find('.launcher'));
    expect(events.map(([name]) => name)).toEqual(['widget_shown', 'widget_opened', 'widget_closed']);
  });

  it('has no inline styles and no ticked box', async () => {
    await open();
    expect(root().querySelectorAll('[style]')).toHaveLength(0);
    expect(find<HTMLInputElement>('#rl-consent').checked).toBe(false);
  });

  it.each([
    ['', 'Type your phone number.'],
    ['12', 'This number is too short.'],
    ['+7 999 123-45-67-8', 'This number is too long.'],
    ['call me', 'This is not a phone number. Use digits only.'],
  ])('names the fault of %j beside the field', async (text, message) => {
    await open();
    await order(text);
    const input = find('#rl-phone');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(root().getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe(message);
    expect([root().activeElement, transport.orders]).toEqual([input, []]);
  });

  it('does not go on without consent', async () => {
    await open();
    type('9991234567');
    await submit();
    expect(find('#rl-consent-note').textContent).toBe('Tick the box to go on.');
    expect([root().activeElement, transport.orders]).toEqual([find('#rl-consent'), []]);
  });

  it('shows the number that it will call and formats it on leaving the field', async () => {
    await open();
    type('89991234567');
    expect(find('#rl-phone-note').textContent).toBe('We will call +7 999 123-45-67');
    find('#rl-phone').dispatchEvent(new Event('blur'));
    expect(find<HTMLInputElement>('#rl-phone').value).toBe('+7 999 123-45-67');
  });

  it('offers a choice only where there is more than one office', async () => {
    await open();
    expect(find('select')).toBeNull();
    handle.destroy();
    events = [];
    const offices = [
      { id: 'off_a', name: 'Main office' },
      { id: 'off_b', name: 'Workshop' },
    ];
    await open({ widget: aWidget({ offices }) });
    const select = find<HTMLSelectElement>('select');
    select.value = 'off_b';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await order();
    expect(transport.orders[0]?.order.office).toBe('off_b');
  });
});

describe('an order', () => {
  it('carries the phone, the visit and the consent', async () => {
    await open();
    await order();
    expect(transport.orders[0]).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f-]{32,36}$/),
      order: {
        site: 'site1',
        widget: 'w1',
        phone: '+79991234567',
        when: 'now',
        office: 'off_a',
        lease: 'a.b',
        lang: 'en',
        hp: '',
        consent: { given: true, text: expect.stringMatching(/^en-\w+$/) },
      },
    });
  });

  it('is told honestly until its end, in a live region too', async () => {
    await open();
    await order();
    const told = ['ringing_manager', 'ringing_visitor', 'talking', 'completed'].map((status) => {
      transport.line?.onView(aView({ status: status as 'talking' }));
      return [title(), find('[role=status]').textContent];
    });
    expect(told.map(([headline]) => headline)).toEqual([
      'Ringing our manager',
      'Your phone is ringing',
      'You are talking',
      'Thank you for the talk',
    ]);
    expect(told.every(([headline = '', news]) => news?.startsWith(headline))).toBe(true);
    expect(events.slice(2)).toEqual([
      ['callback_ordered', { widget: 'w1', id: 'cb_1', status: 'due' }],
      ...['ringing_manager', 'ringing_visitor', 'talking', 'completed'].map((status) => [
        'callback_status',
        { widget: 'w1', id: 'cb_1', status, reason: null },
      ]),
    ]);
    expect(JSON.stringify(events)).not.toContain('999');
  });

  it('counts down to the call and never below', async () => {
    vi.useFakeTimers();
    await open();
    const ordering = order();
    await vi.advanceTimersByTimeAsync(0);
    await ordering;
    expect(find('.detail').textContent).toBe('We will call you in about 24 seconds');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(find('.detail').textContent).toBe('We will call you in about 10 seconds');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(find('.detail').textContent).toBe('A moment longer…');
  });

  it('says when a call is planned for later', async () => {
    await open();
    transport.orderReply = {
      kind: 'ok',
      value: { id: 'cb_1', status: 'planned', scheduledAt: '2099-11-24T09:30:00Z', etaS: null, token: 't' },
    };
    await order();
    expect(title()).toMatch(/^We will call you on .*24/);
  });

  it('can be cancelled for as long as the edge allows it', async () => {
    await open();
    await order();
    expect(find('.quiet')).toBeNull();
    transport.line?.onView(aView({ can: ['cancel'] }));
    transport.cancelReply = {
      kind: 'ok',
      value: aView({ status: 'cancelled', reason: 'cancelled_by_visitor' }),
    };
    find('.quiet').click();
    await settle();
    expect([transport.cancelled, title()]).toEqual([['cb_1'], 'The call is cancelled']);
  });

  it('gives the reason when it fails, and another try with what was typed', async () => {
    await open();
    await order();
    transport.line?.onView(aView({ status: 'failed', reason: 'no_answer_manager' }));
    expect([title(), find('.detail').textContent]).toEqual([
      'The call did not come about',
      'Nobody here could take the call just now. Try again, or choose a convenient time.',
    ]);
    find('.button').click();
    expect(find<HTMLInputElement>('#rl-phone').value).toBe('8 999 123-45-67');
  });

  it('is sent again with the same key when the connection was lost', async () => {
    await open();
    transport.orderReply = { kind: 'lost', reason: 'network' };
    await order();
    expect([title(), find('.detail').textContent]).toEqual([
      'No connection',
      'Your order has not been sent. Check your connection and try again.',
    ]);
    transport.orderReply = {
      kind: 'ok',
      value: { id: 'cb_1', status: 'due', scheduledAt: '', etaS: 5, token: 't' },
    };
    find('.button').click();
    await settle();
    const [first, second] = transport.orders;
    expect([transport.orders.length, second]).toEqual([2, first]);
    expect(title()).toBe('Getting your call ready');
  });

  it('shows beside the field what the edge says of the phone', async () => {
    await open();
    const errors = [{ path: 'phone', code: 'invalid', message: 'premium' }];
    transport.orderReply = { kind: 'refused', status: 400, code: 'invalid', errors };
    await order();
    expect(find('#rl-phone-note').textContent).toBe('We cannot call this number. Check it, please.');
  });

  it.each([
    ['blocked', 403, 'We cannot call this number.'],
    ['caps', 429, 'There have been too many orders. Please try again later.'],
  ])('says why an order is refused: %s', async (code, status, detail) => {
    await open();
    transport.orderReply = { kind: 'refused', status, code, errors: [] };
    await order();
    expect([title(), find('.detail').textContent]).toEqual(['The call did not come about', detail]);
  });

  it('does not take the focus from the page while it is told of', async () => {
    document.body.insertAdjacentHTML('beforeend', '<input id="search">');
    await open();
    await order();
    document.getElementById('search')?.focus();
    transport.line?.onView(aView({ status: 'failed' }));
    expect(document.activeElement?.id).toBe('search');
    document.getElementById('search')?.remove();
  });
});

describe("an order of the page's own", () => {
  it('needs no card and is followed', async () => {
    await open();
    handle.close();
    expect(
      await handle.callback({ phone: '9991234567', name: 'Ann', when: '2026-12-01T09:00:00Z' }),
    ).toMatchObject({ id: 'cb_1', status: 'due' });
    expect(transport.orders[0]?.order).toMatchObject({
      name: 'Ann',
      when: '2026-12-01T09:00:00Z',
      consent: { text: 'page', given: true },
    });
    transport.line?.onView(aView({ status: 'talking' }));
    expect(events.at(-1)?.[0]).toBe('callback_status');
    expect(find('.card')).toBeNull();
  });

  it('names the text by which the page asked for consent', async () => {
    await open();
    await handle.callback({ phone: '9991234567', consent: 'terms-3' });
    expect(transport.orders[0]?.order.consent).toEqual({ text: 'terms-3', given: true });
  });

  it('is refused with the code of the edge', async () => {
    await open();
    transport.orderReply = { kind: 'refused', status: 409, code: 'no_office', errors: [] };
    await expect(handle.callback({ phone: '9991234567' })).rejects.toMatchObject({ code: 'no_office' });
    transport.orderReply = { kind: 'lost', reason: 'timeout' };
    await expect(handle.callback({ phone: '9991234567' })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('is refused for what is no number', async () => {
    await open();
    await expect(handle.callback({ phone: 'x' })).rejects.toMatchObject({ code: 'bad_phone' });
    expect(transport.orders).toEqual([]);
  });
});

it('leaves nothing on the page when it is destroyed', async () => {
  const before = document.documentElement.outerHTML;
  await open();
  await order();
  handle.destroy();
  expect([document.documentElement.outerHTML, transport.line?.isOpen]).toEqual([before, false]);
});

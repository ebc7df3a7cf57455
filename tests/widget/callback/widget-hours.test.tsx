import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WidgetBehaviourSchema } from '../../../shared/contract/admin/widget-behaviour.ts';
import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import type { TextScenario } from '../../../shared/contract/admin/widget-texts.ts';
import type { PublicWidget } from '../../../shared/contract/site-snapshot.ts';
import { publicStyle } from '../../../shared/style-css.ts';
import type { WidgetHandle } from '../../../widget/callback/host.ts';
import { mount } from '../../../widget/callback/widget.ts';
import {
  aHost,
  anAcceptance,
  aTransport,
  aView,
  aWidget,
  type FakeTransport,
  someSlots,
} from './builders.ts';

/** A part that is imported for the first time is transformed first. */
const PATIENT = { timeout: 10_000 };

let transport: FakeTransport;
let handle: WidgetHandle;
let events: string[];

beforeEach(() => {
  transport = aTransport();
  events = [];
});
afterEach(() => {
  handle.destroy();
  vi.unstubAllGlobals();
});

function start(over: Partial<PublicWidget> = {}): void {
  handle = mount(aHost({ transport, emit: (name) => void events.push(name), widget: aWidget(over) }));
}
async function open(over: Partial<PublicWidget> = {}, by?: TextScenario): Promise<void> {
  start(over);
  handle.open(by);
  await vi.waitFor(() => expect(events).toContain('widget_opened'), PATIENT);
}
const shown = () => vi.waitFor(() => expect(events).toContain('widget_shown'), PATIENT);
const styled = (show: object) => ({ style: publicStyle(WidgetStyleSchema.parse({ show }), null) });
const behaving = (behaviour: object) => ({ behaviour: WidgetBehaviourSchema.parse(behaviour) });

const root = () => document.querySelector('ringlet-callback')?.shadowRoot as ShadowRoot;
const find = <Found extends HTMLElement>(selector: string) => root().querySelector<Found>(selector) as Found;
const textOf = (selector: string) => find(selector)?.textContent;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const choose = (input: HTMLInputElement | HTMLSelectElement, value?: string) => {
  if (value !== undefined) input.value = value;
  else (input as HTMLInputElement).checked = true;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};
function write(selector: string, text: string): void {
  const input = find<HTMLInputElement>(selector);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
async function order(): Promise<void> {
  write('#rl-phone', '9991234567');
  choose(find<HTMLInputElement>('#rl-consent'));
  find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}
async function showTimes(): Promise<void> {
  find('.link').click();
  await vi.waitFor(() => expect(find('.picker')).not.toBeNull(), PATIENT);
}
const checked = () => [...root().querySelectorAll<HTMLInputElement>('[type=radio]:checked')];

describe('what is drawn', () => {
  it('is nothing for a visitor to whom nothing is to be shown', async () => {
    transport.slotsReply = { kind: 'ok', value: someSlots({ shown: false }) };
    start();
    handle.open();
    await vi.waitFor(() => expect(root().activeElement ?? root()).toBeTruthy());
    await settle();
    expect([events, root().textContent]).toEqual([[], '']);
  });

  it('is the widget of working hours where nobody says what hours it is', async () => {
    transport.slotsReply = { kind: 'lost', reason: 'timeout' };
    await open();
    expect([textOf('.title'), find('.link')]).toEqual(['Shall we call you?', null]);
  });

  it('is no launcher where the owner shows none (S1-84)', async () => {
    start(styled({ orderButton: false }));
    await shown();
    expect(root().querySelectorAll('button')).toHaveLength(0);
  });

  it('is the active widget without a click, which opens the card and can be put away (S1-84)', async () => {
    start(styled({ activeWidget: true }));
    await shown();
    expect([textOf('.teaser p'), find('.launcher')]).toEqual(['Shall we call you?', null]);
    find('.teaser .close').click();
    await settle();
    expect([find('.teaser'), find('.launcher') !== null]).toEqual([null, true]);
  });

  it.each([
    [false, false],
    [true, true],
  ])(
    'outside hours is the active widget only if it always works: %s (S1-84)',
    async (activeAlways, isThere) => {
      transport.slotsReply = { kind: 'ok', value: someSlots({ workingNow: false, mode: 'night' }) };
      start(styled({ activeWidget: true, activeAlways }));
      await shown();
      expect(find('.teaser') !== null).toBe(isThere);
      if (isThere) expect(textOf('.teaser p')).toBe('We are closed just now');
    },
  );
});

describe('a card that opens by itself', () => {
  it('takes no focus, covers nothing and says once that it is there', async () => {
    await open({}, 'exit');
    expect([root().activeElement, find<HTMLDialogElement>('.card').open]).toEqual([null, true]);
    await vi.waitFor(() => expect(textOf('[role=status]')).toBe('Shall we call you?'));
  });

  it('is larger as Active+ (S1-66)', async () => {
    await open({}, 'activePlus');
    expect(find('.card').className).toContain('plus');
  });
});

describe('a convenient time', () => {
  it('is preset for the day, told in the zone of the widget, and ordered', async () => {
    await open();
    await showTimes();
    expect(checked().map((input) => input.getAttribute('aria-label'))).toEqual([
      'Tuesday, November 24',
      expect.stringMatching(/^Tuesday, November 24 at 12:00/),
    ]);
    choose(root().querySelectorAll<HTMLInputElement>('[name=rl-day]')[1] as HTMLInputElement);
    expect(checked()[1]?.getAttribute('aria-label')).toMatch(/^Wednesday, November 25 at 12:00/);
    choose(root().querySelectorAll<HTMLInputElement>('[name=rl-time]')[2] as HTMLInputElement);
    expect(textOf('[type=submit]')).toBe('Call me at this time');
    await order();
    expect(transport.orders[0]?.order.when).toBe('2099-11-25T11:00:00Z');
  });

  it('can be given up for a call at once', async () => {
    await open();
    await showTimes();
    find('.when > .link').click();
    await order();
    expect(transport.orders[0]?.order.when).toBe('now');
  });

  it('is left to the office in a night, which calls as soon as it opens', async () => {
    transport.slotsReply = { kind: 'ok', value: someSlots({ workingNow: false, mode: 'night' }) };
    await open();
    expect([textOf('[type=submit]'), textOf('.link')]).toEqual(['Order the call', 'Choose another time']);
    await order();
    expect(transport.orders[0]?.order.when).toBe('now');
  });

  it('is not offered where the owner does not want it (S1-84)', async () => {
    await open(styled({ convenientTime: false }));
    expect(find('.link')).toBeNull();
  });

  it('that is taken meanwhile is chosen anew', async () => {
    await open();
    await showTimes();
    const errors = [{ path: 'when', code: 'in_the_past', message: 'no' }];
    transport.orderReply = { kind: 'refused', status: 400, code: 'invalid', errors };
    await order();
    expect(textOf('.when .fault')).toBe('This time is no longer free. Choose another one.');
  });
});

describe('an order that waits', () => {
  const planned = { status: 'planned', scheduledAt: '2099-11-24T09:00:00Z' } as const;
  async function waiting(): Promise<void> {
    await open();
    transport.orderReply = anAcceptance({ ...planned, etaS: null });
    await order();
    await vi.waitFor(() => expect(transport.line).not.toBeNull(), PATIENT);
    transport.line?.onView(aView({ ...planned, can: ['cancel', 'reschedule'] }));
  }

  it('is moved to another time', async () => {
    await waiting();
    find('.choices button').click();
    await vi.waitFor(() => expect(find('.picker')).not.toBeNull(), PATIENT);
    choose(root().querySelectorAll<HTMLInputElement>('[name=rl-time]')[0] as HTMLInputElement);
    const moved = aView({ ...planned, scheduledAt: '2099-11-24T07:00:00Z', can: ['cancel', 'reschedule'] });
    transport.moveReply = { kind: 'ok', value: moved };
    find('.when .button').click();
    await settle();
    expect(transport.moved).toEqual(['2099-11-24T07:00:00Z']);
    expect([textOf('.title'), find('.picker')]).toEqual([expect.stringMatching(/10:00/), null]);
  });

  it('says why it could not be moved', async () => {
    await waiting();
    find('.choices button').click();
    await vi.waitFor(() => expect(find('.picker')).not.toBeNull(), PATIENT);
    transport.moveReply = { kind: 'refused', status: 409, code: 'conflict', errors: [] };
    find('.when .button').click();
    await settle();
    expect(textOf('.fault')).toBe('It is too late for that: the call is already on its way.');
  });
});

describe('what the owner asks for', () => {
  const offices = [
    { id: 'off_a', name: 'Main' },
    { id: 'off_b', name: 'Workshop' },
  ];

  it('is an office only where one may be chosen (S1-65)', async () => {
    await open({ offices, ...behaving({ officeChoice: 'hidden' }) });
    await order();
    expect([find('#rl-office'), transport.orders[0]?.order.office]).toEqual([null, null]);
  });

  it('is an office before anything is sent, if it has to be chosen (S1-65)', async () => {
    await open({ offices, ...behaving({ officeChoice: 'forced' }) });
    await order();
    expect([textOf('#rl-office-note'), transport.orders]).toEqual(['Choose an office', []]);
    expect(root().activeElement).toBe(find('#rl-office'));
    choose(find<HTMLSelectElement>('#rl-office'), 'off_b');
    // happy-dom loses a focused list that is taken away.
    find('#rl-phone').focus();
    await order();
    expect(transport.orders[0]?.order.office).toBe('off_b');
  });

  it('is a name and a comment if they are switched on', async () => {
    await open(behaving({ asksName: true, asksComment: true }));
    write('#rl-name', ' Ann ');
    write('#rl-comment', 'A kitchen');
    await order();
    expect(transport.orders[0]?.order).toMatchObject({ name: 'Ann', comment: 'A kitchen' });
  });

  it('is no box to tick where the disclaimer is switched off (S1-76)', async () => {
    await open({ texts: { en: { off: ['disclaimer'] } } });
    expect(find('#rl-consent')).toBeNull();
    write('#rl-phone', '9991234567');
    find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settle();
    expect(transport.orders[0]?.order.consent).toEqual({ text: 'en-off', given: true });
  });

  it('counts down as many seconds as it is set to (S1-61), and none where no timer is shown (S1-84)', async () => {
    await open(behaving({ countdownS: 40 }));
    expect(textOf('.lead')).toContain('in 40 seconds');
    transport.orderReply = anAcceptance({ etaS: null });
    await order();
    await vi.waitFor(() => expect(textOf('.ring b')).toBe('40'), PATIENT);
    handle.destroy();
    events = [];
    await open(styled({ timer: false }));
    await order();
    await vi.waitFor(() => expect(find('.status')).not.toBeNull(), PATIENT);
    expect(find('.ring')).toBeNull();
  });
});

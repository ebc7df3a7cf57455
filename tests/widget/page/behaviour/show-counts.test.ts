import { afterEach, describe, expect, it } from 'vitest';
import {
  createShowCounts,
  type Moment,
  type ShowCounts,
} from '../../../../widget/page/behaviour/show-counts.ts';

const KEY = '_ringlet:shows:site1';
const MINUTE = 60_000;

afterEach(() => localStorage.clear());

interface Tab extends ShowCounts {
  moment: Moment;
  mayStore: boolean;
}

function aTab(over: { mayStore?: boolean; now?: number } = {}): Tab {
  const tab = {
    moment: { now: over.now ?? 1e12, day: '2026-12-1', touch: 'a' },
    mayStore: over.mayStore ?? true,
  };
  const counts = createShowCounts({
    site: 'site1',
    mayStore: () => tab.mayStore,
    moment: () => tab.moment,
  });
  return Object.assign(tab, counts);
}

describe('the counts of shows', () => {
  it('begin with nothing, and leave nothing in the browser before there is something to count', () => {
    const tab = aTab();
    tab.stay();
    expect(tab.read()).toMatchObject({ inSession: 0, today: 0, wasDismissed: false, hasOrdered: false });
    expect(localStorage.length).toBe(0);
  });

  it('are one for all tabs', () => {
    const [one, two] = [aTab(), aTab()];
    one.note('shown');
    two.note('shown');
    two.note('ordered');
    expect(one.read()).toMatchObject({ inSession: 2, today: 2, hasOrdered: true });
  });

  it('begin anew with the day, and with the session after half an hour without a sign of life', () => {
    const tab = aTab();
    tab.note('shown');
    tab.note('dismissed');
    tab.moment = { ...tab.moment, now: tab.moment.now + 30 * MINUTE - 1 };
    expect(tab.read()).toMatchObject({ inSession: 1, wasDismissed: true });
    tab.moment = { ...tab.moment, now: tab.moment.now + 1 };
    expect(tab.read()).toMatchObject({ inSession: 0, today: 1, wasDismissed: false });
    tab.moment = { ...tab.moment, day: '2026-12-2' };
    expect(tab.read()).toMatchObject({ today: 0 });
  });

  it('go on with a session in which somebody stays, and end it where a new touch begins', () => {
    const tab = aTab();
    tab.note('shown');
    for (let i = 0; i < 5; i++) {
      tab.moment = { ...tab.moment, now: tab.moment.now + 20 * MINUTE };
      tab.stay();
    }
    expect(tab.read().inSession).toBe(1);
    tab.moment = { ...tab.moment, touch: 'b' };
    expect(tab.read()).toMatchObject({ inSession: 0, today: 1 });
  });

  it('stay in memory while nothing may be stored, and are stored once it may', () => {
    const tab = aTab({ mayStore: false });
    tab.note('shown');
    expect([tab.read().inSession, localStorage.length]).toEqual([1, 0]);
    tab.mayStore = true;
    tab.note('dismissed');
    expect(aTab().read()).toMatchObject({ inSession: 1, wasDismissed: true });
  });

  it('leave the storage when consent is withdrawn, and are not forgotten by the page', () => {
    const tab = aTab();
    tab.note('shown');
    tab.mayStore = false;
    expect([tab.read().inSession, localStorage.length]).toEqual([1, 0]);
  });

  it('remember when a scroll call came, across sessions and days', () => {
    const tab = aTab();
    tab.note('scroll_call');
    tab.moment = { ...tab.moment, now: tab.moment.now + 31 * MINUTE, day: '2026-12-2' };
    expect(tab.read()).toMatchObject({ inSession: 0, today: 0, scrollCallAt: 1e12 });
  });

  it.each(['', 'null', '5', '{"inSession":"x"}', '{"inSession":null,"today":1,"seenAt":1}', '[]'])(
    'take %j in the storage for nothing',
    (text) => {
      localStorage.setItem(KEY, text);
      expect(aTab().read()).toMatchObject({ inSession: 0, today: 0 });
    },
  );
});

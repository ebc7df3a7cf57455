import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/contract/admin/site.ts';
import { aSnapshot, freshPage, leavePage, ringlet, runLoader, touchPage } from '../loader-page.ts';

const page = window as unknown as Record<string, unknown>;
const SWAPPED = { office: 'off_a', kind: 'leased', places: 1 };

beforeEach(() => void freshPage('http://localhost:3000/'));
afterEach(leavePage);

async function run(...bridges: Bridge[]): Promise<void> {
  await runLoader(aSnapshot({ bridges }));
  await touchPage();
}

describe('a bridge to analytics', () => {
  it('tells the data layer of a swap without the number', async () => {
    page.dataLayer = [{ event: 'gtm.js' }];
    await run('dataLayer');
    expect(page.dataLayer).toEqual([{ event: 'gtm.js' }, { event: 'ringlet_swap', ringlet: SWAPPED }]);
  });

  it('passes on what comes later, and nothing once it is destroyed', async () => {
    await run('dataLayer');
    const detail = { widget: 'w', id: 'cb_1', status: 'planned' };
    const tell = () => document.dispatchEvent(new CustomEvent('ringlet:callback_ordered', { detail }));
    tell();
    await ringlet('destroy');
    tell();
    expect(page.dataLayer).toEqual([
      { event: 'ringlet_swap', ringlet: SWAPPED },
      { event: 'ringlet_callback_ordered', ringlet: detail },
    ]);
  });

  it('calls gtag if it is there, and does as its snippet does if not', async () => {
    const gtag = vi.fn();
    page.gtag = gtag;
    await run('gtag');
    expect(gtag.mock.calls).toEqual([['event', 'ringlet_swap', SWAPPED]]);
    await leavePage();
    freshPage('http://localhost:3000/');
    await run('gtag');
    expect(Array.from((page.dataLayer as ArrayLike<unknown>[])[0] ?? [])).toEqual([
      'event',
      'ringlet_swap',
      SWAPPED,
    ]);
  });

  it('waits for the counters of Metrica and reaches a goal in each', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const running = run('ym');
    await vi.advanceTimersByTimeAsync(3000);
    await running;
    const ym = vi.fn();
    Object.assign(page, { ym, Ya: { _metrika: { getCounters: () => [{ id: 11 }, { id: '22' }] } } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(ym.mock.calls).toEqual([
      [11, 'reachGoal', 'ringlet_swap', SWAPPED],
      [22, 'reachGoal', 'ringlet_swap', SWAPPED],
    ]);
  });

  it('tells nobody on a site that names none', async () => {
    page.dataLayer = [];
    await run();
    expect(page.dataLayer).toEqual([]);
  });
});

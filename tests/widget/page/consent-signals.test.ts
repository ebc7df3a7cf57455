import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentSignal } from '../../../shared/contract/admin/site.ts';
import type { ConsentMode } from '../../../shared/contract/fields.ts';
import {
  aSnapshot,
  type FakeEdge,
  freshPage,
  leavePage,
  runLoader,
  settle,
  touchPage,
} from '../loader-page.ts';

let edge: FakeEdge;
const page = window as unknown as Record<string, unknown>;

beforeEach(() => {
  edge = freshPage('http://localhost:3000/');
});
afterEach(leavePage);

const asked = () => edge.requests.map(({ cause, consent }) => `${cause} ${consent}`);

async function run(signals: ConsentSignal[], consentDefault: ConsentMode = 'memory'): Promise<void> {
  await runLoader(aSnapshot({ consentSignals: signals, consentDefault }));
  await touchPage();
}

/** What gtag.js makes of a command. */
function gtag(..._args: unknown[]): void {
  page.dataLayer ??= [];
  // biome-ignore lint/complexity/noArguments: an `arguments` object is what is pushed
  (page.dataLayer as unknown[]).push(arguments);
}

describe("Google's consent mode", () => {
  it('is heard before the first question', async () => {
    gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' });
    gtag('consent', 'update', { analytics_storage: 'granted' });
    await run(['google']);
    expect(asked()).toEqual(['view full']);
  });

  it('grants and withdraws in the same page view', async () => {
    gtag('consent', 'default', { analytics_storage: 'denied' });
    await run(['google']);
    expect([asked(), document.cookie]).toEqual([['view memory'], '']);
    gtag('consent', 'update', { analytics_storage: 'granted' });
    await settle();
    expect(asked()).toEqual(['view memory', 'consent full']);
    expect(document.cookie).toContain('_ringlet=');
    gtag('consent', 'update', { analytics_storage: 'denied' });
    await settle();
    expect([asked().at(-1), document.cookie]).toEqual(['consent memory', '']);
  });

  it('falls back to what it says of advertising, and changes nothing by anything else', async () => {
    gtag('event', 'consent');
    (page.dataLayer as unknown[]).push({ event: 'x' }, null, 'text');
    await run(['google'], 'none');
    expect(asked()).toEqual([]);
    gtag('consent', 'update', { ad_storage: 'granted' });
    await settle();
    expect(asked()).toEqual(['consent full']);
  });

  it('lets Tag Manager have what is pushed', async () => {
    await run(['google']);
    const length = (page.dataLayer as unknown[]).push({ event: 'one' }, { event: 'two' });
    expect([length, (page.dataLayer as unknown[]).length]).toEqual([2, 2]);
  });

  it('is nobody’s business on a site that does not name it', async () => {
    gtag('consent', 'default', { analytics_storage: 'denied' });
    await run([], 'full');
    expect(asked()).toEqual(['view full']);
  });
});

describe('the Transparency and Consent Framework', () => {
  type Callback = (data: object, success: boolean) => void;
  const tell: Callback[] = [];
  beforeEach(() => {
    tell.length = 0;
    page.__tcfapi = (command: string, _version: number, callback: Callback) => {
      if (command === 'addEventListener') tell.push(callback);
    };
  });
  const choice = (consents: Record<number, boolean>, over = {}) => ({
    eventStatus: 'useractioncomplete',
    gdprApplies: true,
    purpose: { consents },
    ...over,
  });

  it.each([
    ['both purposes', choice({ 1: true, 7: true }), 'consent full'],
    ['one of them', choice({ 1: true }), 'view memory'],
    [
      'a banner that is still shown',
      choice({ 1: true, 7: true }, { eventStatus: 'cmpuishown' }),
      'view memory',
    ],
    ['a visitor to whom the law does not apply', choice({}, { gdprApplies: false }), 'consent full'],
  ])('with %s', async (_name, data, last) => {
    await run(['tcf']);
    tell[0]?.(data, true);
    await settle();
    expect(asked().at(-1)).toBe(last);
  });
});

describe('the WP Consent API', () => {
  it('is asked at the start and at every change', async () => {
    let isAllowed = false;
    page.wp_has_consent = (category: string) => category === 'statistics' && isAllowed;
    await run(['wp']);
    expect(asked()).toEqual(['view memory']);
    isAllowed = true;
    document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change'));
    await settle();
    expect(asked().at(-1)).toBe('consent full');
  });
});

describe('several managers', () => {
  it('must all grant', async () => {
    page.wp_has_consent = () => true;
    gtag('consent', 'default', { analytics_storage: 'denied' });
    await run(['google', 'wp']);
    expect(asked()).toEqual(['view memory']);
    gtag('consent', 'update', { analytics_storage: 'granted' });
    await settle();
    expect(asked().at(-1)).toBe('consent full');
  });
});

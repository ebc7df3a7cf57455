import type { ConsentMode } from '../../shared/contract/fields.ts';
import { listen } from '../boundary.ts';
import type { Handover } from './handover.ts';

/** What one consent manager says: true once storing is granted, false once it is denied, null while it is silent. */
type Verdict = boolean | null;
/** Tells the present verdict at once if there is one, and every later one. */
type Source = (tell: (verdict: Verdict) => void, life: AbortSignal) => void;

interface TcData {
  eventStatus?: string;
  gdprApplies?: boolean;
  purpose?: { consents?: Record<number, boolean> };
}

/** The names that their makers have given. */
interface ConsentWindow {
  dataLayer?: unknown[];
  __tcfapi?: (
    command: 'addEventListener',
    version: 2,
    callback: (data: TcData, success: boolean) => void,
  ) => void;
  wp_has_consent?: (category: string) => boolean;
}

const SOURCES: Record<string, Source> = { google: followGoogle, tcf: followTcf, wp: followWordPress };
/** Store and read on the device; measure advertising. */
const TCF_PURPOSES = [1, 7];
const WAIT_MS = 500;
const TRIES = 40;

/**
 * Follows the consent managers that the site has named. Granted by all that have spoken is `full`; a denial is the
 * site's default, which is less than `full` on such a site.
 */
export function followConsentSignals({ snapshot, life, numbers }: Handover): void {
  const verdicts = new Map<string, boolean>();
  for (const name of snapshot.consentSignals ?? []) {
    const tell = (verdict: Verdict) => {
      if (verdict === null || life.aborted) return;
      verdicts.set(name, verdict);
      const isGranted = [...verdicts.values()].every(Boolean);
      numbers.setConsent(isGranted ? 'full' : lessThanFull(snapshot.consentDefault));
    };
    SOURCES[name]?.(tell, life);
  }
}

function lessThanFull(mode: ConsentMode): ConsentMode {
  return mode === 'full' ? 'memory' : mode;
}

/** Google's consent mode: `consent default` and `consent update` in the data layer, in order, past and to come. */
function followGoogle(tell: (verdict: Verdict) => void): void {
  const win = window as unknown as ConsentWindow;
  win.dataLayer ??= [];
  const { dataLayer } = win;
  const state: Record<string, unknown> = {};
  const read = (entry: unknown) => {
    const [command, , settings] = Array.from((entry ?? []) as ArrayLike<unknown>);
    if (command !== 'consent' || typeof settings !== 'object') return;
    Object.assign(state, settings);
    const storage = state.analytics_storage ?? state.ad_storage;
    tell(storage === undefined ? null : storage === 'granted');
  };
  for (const entry of [...dataLayer]) read(entry);
  // Tag Manager wraps `push` the same way and calls what it found there.
  const push = dataLayer.push;
  dataLayer.push = (...entries: unknown[]) => {
    const length = push.apply(dataLayer, entries);
    for (const entry of entries) read(entry);
    return length;
  };
}

/** IAB's framework. Its stub may come after us. */
function followTcf(tell: (verdict: Verdict) => void, life: AbortSignal): void {
  const win = window as unknown as ConsentWindow;
  whenThere(
    () => win.__tcfapi,
    (api) =>
      api('addEventListener', 2, (data, success) => {
        if (!success || data.eventStatus === 'cmpuishown') return;
        const isGranted = TCF_PURPOSES.every((purpose) => data.purpose?.consents?.[purpose] === true);
        tell(data.gdprApplies === false || isGranted);
      }),
    life,
  );
}

/** The WP Consent API, by its category `statistics`. */
function followWordPress(tell: (verdict: Verdict) => void, life: AbortSignal): void {
  const win = window as unknown as ConsentWindow;
  const ask = () => tell(win.wp_has_consent?.('statistics') ?? null);
  listen(document, 'wp_listen_for_consent_change wp_consent_type_defined', ask, { signal: life });
  whenThere(() => win.wp_has_consent, ask, life);
}

/** Calls `act` with what `find` gives as soon as it gives anything, for 20 s. */
function whenThere<Thing>(find: () => Thing | undefined, act: (thing: Thing) => void, life: AbortSignal) {
  let tries = 0;
  const look = () => {
    const thing = find();
    if (thing) act(thing);
    else if (tries++ < TRIES && !life.aborted) setTimeout(look, WAIT_MS);
  };
  look();
}

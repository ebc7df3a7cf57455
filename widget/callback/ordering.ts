import { fingerprint } from '../fingerprint.ts';
import type { Desk } from './desk.ts';
import type { Faults, Sending } from './machine.ts';
import { buildOrder, mintKey } from './order.ts';
import { phoneRules, readPhone } from './phone-entry.ts';
import { readClock } from './read-clock.ts';

/** The part that follows orders is fetched again so often until it is there. */
const PART_RETRY_MS = 3000;

/** Checks what is filled in and sends it; false if there is something wrong with it. `trap` is what people do not see. */
export function submitDraft(desk: Desk, trap: string): boolean {
  const { host, facts, state, change } = desk;
  const { draft, stage } = state();
  if (stage.kind !== 'form') return true;
  const { offices, behaviour } = host.widget;
  const { lang, disclaimer, openedAt } = facts();
  const { phone: typed, country, hasAgreed, name, comment, office, when } = draft;
  const entry = readPhone(typed, phoneRules(host.widget, country));
  const lacksOffice = behaviour.officeChoice === 'forced' && offices.length > 1 && office === null;
  const faults: Faults = {
    ...(entry.kind === 'fault' && { phone: entry.fault }),
    ...(lacksOffice && { office: true }),
    ...(disclaimer !== '' && !hasAgreed && { hasAgreed: true }),
  };
  if (entry.kind === 'fault' || Object.keys(faults).length > 0) {
    change({ ...state(), stage: { kind: 'form', faults } });
    return false;
  }
  const order = buildOrder(host, {
    phone: entry.e164,
    office,
    when,
    name: name.trim() || null,
    comment: comment.trim() || null,
    lang,
    consentText: `${lang}-${disclaimer === '' ? 'off' : fingerprint(disclaimer)}`,
    hp: trap,
    openedMs: readClock() - openedAt,
  });
  void sendOrder(desk, { order, key: mintKey() });
  return true;
}

/** Sends an order, or once more one that is not known to have arrived. Never rejects. */
export async function sendOrder(desk: Desk, sending: Sending): Promise<void> {
  const { host, state, change, status, isOver } = desk;
  const { emit, widget, transport } = host;
  const { order, key } = sending;
  change({ ...state(), stage: { kind: 'sending', order, key } });
  const outcome = await transport.order(order, key);
  if (outcome.kind === 'lost') {
    change({ ...state(), stage: { kind: 'offline', order, key } });
    return;
  }
  if (outcome.kind === 'refused') emit('error', { code: outcome.code });
  else {
    const { id, status: begun } = outcome.value;
    if (!status.module) change({ ...state(), stage: { kind: 'taken' } });
    emit('callback_ordered', { widget: widget.hash, id, status: begun });
  }
  let part = await status.want();
  while (!part && !isOver()) {
    await new Promise((done) => setTimeout(done, PART_RETRY_MS));
    part = await status.want();
  }
  part?.takeAnswer(desk, sending, outcome);
}

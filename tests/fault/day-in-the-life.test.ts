import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { SimulatedLeg } from '../../shared/contract/simulator.ts';
import { callbackPath } from '../../shared/paths.ts';
import { type MailReceiver, startMailReceiver } from '../fakes/mail-receiver.ts';
import { askAdmin } from '../support/admin-client.ts';
import { buildClockShim } from '../support/clock-shim.ts';
import { type DemoTelephones, openTelephones, orderCall } from '../support/demo-telephones.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const MINUTE = 60_000;
const PATIENCE = { timeout: 30_000 };
const clock = buildClockShim();

/**
 * One order from the night to the talk, in the real workerd, by a wall clock that is moved on. Alarms wait by another
 * clock, so the server is killed and started at each time that is to come: what was to happen then happens, or was lost.
 */
describe.skipIf(clock === null)('a day in the life of an order', () => {
  let receiver: MailReceiver;
  let server: TestServer;
  /** How far the server's clock is ahead. */
  let aheadMs = 0;

  beforeAll(async () => {
    receiver = await startMailReceiver();
    server = await startTestServer({
      processEnv: clock?.env ?? {},
      env: {
        RINGLET_SMTP_URL: `smtp://127.0.0.1:${receiver.port}`,
        RINGLET_MAIL_FROM: 'calls@beresta.example',
        RINGLET_LOCAL_TARGETS: `127.0.0.1:${receiver.port}`,
      },
    });
  });
  afterAll(async () => {
    await server?.close();
    await receiver?.close();
    clock?.close();
  });

  /** Epoch ms of a time of the next Monday in Moscow, seen from the true time. */
  const monday = nextMonday();
  const at = (time: string) => Date.parse(`${monday}T${time}:00+03:00`);
  function moveTo(instant: number): void {
    const jump = instant - Date.now() - aheadMs;
    clock?.jump(jump);
    aheadMs += jump;
  }
  async function liveOn(instant: number): Promise<DemoTelephones> {
    moveTo(instant);
    await server.crashAndRestart();
    return openTelephones(server);
  }

  const recordOf = (id: string) => askAdmin<Callback>(server, 'GET', `callbacks/${id}`);
  const statusOf = async (id: string) => (await recordOf(id)).status;
  /** As a mailbox shows them: a kill may have one sent twice, under the same id. */
  const mails = () => {
    const byId = new Map(receiver.mails.map((mail) => [mail.headers['message-id'], mail]));
    return [...byId.values()].map(({ envelopeTo, headers }) => [envelopeTo[0], headers.subject]);
  };

  async function leg(telephones: DemoTelephones, id: string, party: SimulatedLeg['party']): Promise<string> {
    const own = () => telephones.calls().filter((one) => one.id.startsWith(id));
    const find = () => own().find((one) => one.party === party && one.state === 'ringing');
    const states = () => own().map((one) => `${one.id.slice(id.length)} ${one.state}`);
    // What there is instead says what went wrong.
    await expect
      .poll(async () => (find() ? 'ringing' : [await statusOf(id), ...states()]), PATIENCE)
      .toBe('ringing');
    return find()?.id ?? '';
  }

  it('waits for the morning, finds the manager busy twice, connects, and tells the office by mail (S1-19)', async () => {
    const [main, service] = server.demo.offices;
    const week = { mon: [{ from: '09:00', to: '18:00' }] };
    const schedule = await askAdmin<{ id: string }>(server, 'POST', 'schedules', {
      name: 'Mondays',
      timeZone: 'Europe/Moscow',
      week,
      convenient: { mon: '10:00' },
      intervalMin: 5,
    });
    const { items } = await askAdmin<{ items: { id: string; hash: string }[] }>(server, 'GET', 'widgets');
    const widget = items.find(({ hash }) => hash === server.demo.widget)?.id;
    const delays = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
    await askAdmin(server, 'PATCH', `widgets/${widget}`, {
      schedule: schedule.id,
      offices: [main?.id],
      scenario: { delays, retries: { afterMin: [10, 10] } },
    });
    const told = (email: string, on: string) => ({ notifications: [{ email, on }] });
    await askAdmin(server, 'PATCH', `offices/${main?.id}`, told('email@email.com', 'failure'));
    await askAdmin(server, 'PATCH', `offices/${service?.id}`, told('other@email.com', 'all'));

    await (await liveOn(at('06:00'))).close();
    const { id: order } = await orderCall(server, '+79161234501');
    const next = await orderCall(server, '+79161234502');
    expect(await recordOf(order)).toMatchObject({ scheduledAt: new Date(at('10:00')).toISOString() });
    expect(await recordOf(next.id)).toMatchObject({ scheduledAt: new Date(at('10:05')).toISOString() });
    await fetch(server.origin + callbackPath(next.id, next.token), {
      method: 'DELETE',
      headers: { origin: server.origin },
    });
    expect(await statusOf(next.id)).toBe('cancelled');

    for (const [time, count] of [
      ['10:00', 1],
      ['10:11', 2],
    ] as const) {
      const telephones = await liveOn(at(time) + 1_000);
      telephones.hand({ type: 'decline', leg: await leg(telephones, order, 'manager') });
      await expect.poll(() => statusOf(order), PATIENCE).toBe('retry_planned');
      const failed = ['email@email.com', 'Unsuccessful call: +79161234501 · Showroom'];
      await expect.poll(mails, PATIENCE).toEqual(Array(count).fill(failed));
      telephones.close();
    }

    const telephones = await liveOn(at('10:30'));
    telephones.hand({ type: 'answer', leg: await leg(telephones, order, 'manager') });
    await expect.poll(() => statusOf(order), PATIENCE).toBe('manager_answered');
    const manager = telephones.calls().find(({ id, state }) => id.startsWith(order) && state === 'answered');
    telephones.hand({ type: 'digit', leg: manager?.id ?? '', digit: '5' });
    const visitor = await leg(telephones, order, 'visitor');
    telephones.hand({ type: 'answer', leg: visitor });
    await expect.poll(() => statusOf(order), PATIENCE).toBe('talking');
    moveTo(at('10:30') + 2 * MINUTE);
    telephones.hand({ type: 'hangup', leg: visitor });
    await expect.poll(() => statusOf(order), PATIENCE).toBe('completed');
    expect(await recordOf(order)).toMatchObject({
      success: true,
      attempts: [{ outcome: '486-0' }, { outcome: '486-0' }, { outcome: '200-200' }],
    });
    telephones.close();

    // Nothing about the third call, and nothing to the other office.
    const { items: deliveries } = await askAdmin<{ items: { to: string }[] }>(
      server,
      'GET',
      `deliveries?about=${order}`,
    );
    expect(deliveries.map(({ to }) => to)).toEqual(['email@email.com', 'email@email.com']);
    expect(mails()).toHaveLength(2);
  });
});

/** The date of the first Monday that has not begun in Moscow, and is none of the next hours. */
function nextMonday(): string {
  const day = new Date(Date.now() + 3 * 3_600_000 + 86_400_000);
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

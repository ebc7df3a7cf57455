import { describe, expect, it } from 'vitest';
import { saidOn } from '../../shared/contract/simulator.ts';
import { aShop, type TestShop } from './support/account.ts';
import { setOrders } from './support/guarded.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

const NO_PAUSES = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
const SMARTCALL = { speech: true, info: '4', reschedule: '2', tag: '8', nightTag: '9' };

async function aListeningShop(
  smartCall: Record<string, unknown> = {},
  scenario: Record<string, unknown> = {},
): Promise<TestShop> {
  const shop = await aShop();
  await changeWidget(shop, {
    scenario: { delays: NO_PAUSES, smartCall: { ...SMARTCALL, ...smartCall }, ...scenario },
  });
  return shop;
}

async function anAnsweredCall(shop: TestShop) {
  const call = await playOrder(shop);
  await call.hand('manager', { type: 'answer' });
  return call;
}

describe('the manager at a simulated telephone', () => {
  it('is understood by digits and by words for what they are for (S1-42)', async () => {
    const call = await anAnsweredCall(await aListeningShop());
    expect((await call.leg('manager'))?.waitsFor).toEqual({
      keys: { connect: '5', info: '4', cancel: '7', reschedule: '2', tag: '8', nightTag: '9' },
      speech: true,
      language: 'ru',
    });
    await call.hand('manager', { type: 'say', text: 'Поставьте метку' });
    await call.hand('manager', { type: 'say', text: 'Четыре' });
    await call.hand('manager', { type: 'say', text: 'Соедините' });
    expect(await call.status()).toBe('ringing_visitor');
    expect((await call.leg('manager'))?.turns).toEqual([
      { by: 'voice', text: expect.stringContaining('нажмите 5') },
      { by: 'word', text: 'Поставьте метку' },
      { by: 'voice', text: 'Отметка поставлена' },
      { by: 'word', text: 'Четыре' },
      { by: 'voice', text: expect.stringContaining('Страница') },
      { by: 'word', text: 'Соедините' },
      { by: 'voice', text: 'Ожидайте соединения с клиентом' },
    ]);
  });

  it('hears the question again after what means nothing, as often as the prompt repeats (S1-47)', async () => {
    const call = await anAnsweredCall(await aListeningShop({}, { promptRepeats: 3 }));
    const [question] = saidOn(await call.leg('manager'));
    await call.hand('manager', { type: 'say', text: 'Алло, кто это?' });
    await call.hand('manager', { type: 'digit', digit: '3' });
    expect(saidOn(await call.leg('manager'))).toEqual([question, question, question]);
    await call.hand('manager', { type: 'say', text: 'Алло!' });
    const after = await call.leg('manager');
    expect(saidOn(after)).toHaveLength(3);
    // It is silent by now, and listens all the same.
    expect(after?.waitsFor?.speech).toBe(true);
    await call.hand('manager', { type: 'say', text: 'Отмена' });
    expect(await call.view()).toMatchObject({ status: 'cancelled', reason: 'cancelled_by_manager' });
  });

  it('is not understood by words where the widget takes digits alone', async () => {
    const call = await anAnsweredCall(await aListeningShop({ speech: false }));
    const before = saidOn(await call.leg('manager'));
    await call.hand('manager', { type: 'say', text: 'Соедините' });
    expect(await call.status()).toBe('manager_answered');
    expect(saidOn(await call.leg('manager'))).toEqual(before);
    await call.hand('manager', { type: 'digit', digit: '5' });
    expect(await call.status()).toBe('ringing_visitor');
  });
});

describe('a planned call to the simulated telephones', () => {
  it('comes at once when somebody does not want to wait, and only through its own account', async () => {
    const shop = await aListeningShop({}, { retries: { afterMin: [60] } });
    const stranger = await aShop();
    const call = await playOrder(shop, { office: shop.office });
    await call.hand('manager', { type: 'decline' });
    expect(await call.status()).toBe('retry_planned');
    await call.hurry(stranger);
    expect(await call.status()).toBe('retry_planned');
    await call.hurry();
    expect(await call.view()).toMatchObject({ status: 'ringing_manager', attempt: 2 });
    await call.hurry();
    expect(await call.view()).toMatchObject({ status: 'ringing_manager', attempt: 2 });
  });

  it('does not come past a manager’s word', async () => {
    const shop = await aListeningShop();
    await setOrders(shop, { perWidgetHour: 0 });
    const call = await playOrder(shop);
    expect(await call.status()).toBe('needs_confirmation');
    await call.hurry();
    expect(await call.status()).toBe('needs_confirmation');
  });
});

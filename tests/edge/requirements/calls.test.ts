import { describe, expect, it } from 'vitest';
import { saidOn } from '../../../shared/contract/simulator.ts';
import type { PublicSnapshot } from '../../../shared/contract/site-snapshot.ts';
import { aShop, send } from '../support/account.ts';
import { postOrder } from '../support/page.ts';
import { changeWidget, playOrder } from '../support/telephones.ts';

describe('a widget', () => {
  it('without an office is shown to nobody and takes no order (S1-14)', async () => {
    const shop = await aShop();
    const shown = async () =>
      (await (await send(`/v1/sites/${shop.siteKey}`)).json<PublicSnapshot>()).widgets;
    expect(await shown()).toMatchObject([{ offices: [{ name: 'Showroom' }, { name: 'Service' }] }]);
    await changeWidget(shop, { offices: [] });
    expect(await shown()).toEqual([]);
    expect((await postOrder(shop)).status).toBe(400);
  });
});

describe('the manager', () => {
  it('is connected by the digit of the settings and by no other (S1-41)', async () => {
    const shop = await aShop();
    await changeWidget(shop, { scenario: { smartCall: { connect: '0' } } });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    for (const digit of ['5', '1', '*']) await call.hand('manager', { type: 'digit', digit });
    expect([await call.status(), await call.leg('visitor')]).toEqual(['manager_answered', undefined]);
    await call.hand('manager', { type: 'digit', digit: '0' });
    expect([await call.status(), await call.leg('visitor')]).toMatchObject([
      'ringing_visitor',
      { state: 'ringing' },
    ]);
    await call.hand('visitor', { type: 'answer' });
    const manager = await call.leg('manager');
    expect(await call.leg('visitor')).toMatchObject({ state: 'connected', peer: manager?.id });
  });

  it('hears the owner’s text before the digit and the other one after it (S1-55, S1-56)', async () => {
    const shop = await aShop();
    const ivr = { before: 'Заявка для офиса {{DEALER}}. {{IVR}}', after: 'Спасибо, соединяем' };
    await changeWidget(shop, { ivr });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    const before = 'Заявка для офиса Showroom. Чтобы соединиться с клиентом, нажмите 5';
    expect(saidOn(await call.leg('manager'))).toEqual([before]);
    await call.hand('manager', { type: 'digit', digit: '5' });
    expect(saidOn(await call.leg('manager'))).toEqual([before, 'Спасибо, соединяем']);
  });

  it('hears the built-in texts where the owner wrote none (S1-58)', async () => {
    const shop = await aShop();
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    await call.hand('manager', { type: 'digit', digit: '5' });
    const said = saidOn(await call.leg('manager'));
    expect(said).toEqual([
      'Звонок с Beresta Call me. Чтобы соединиться с клиентом, нажмите 5',
      'Ожидайте соединения с клиентом',
    ]);
    expect(said.join()).not.toMatch(/[{}]/);
  });
});

describe('an office with a SIP address in place of a phone', () => {
  it('is accepted and called there (S2-21)', async () => {
    const shop = await aShop();
    const office = await shop.admin<{ id: string }>('POST', 'offices', {
      name: 'Desk',
      sip: 'sip:desk@pbx.example',
    });
    expect(office).toMatchObject({ phone: null, sip: 'sip:desk@pbx.example' });
    await changeWidget(shop, { offices: [office.id] });
    const call = await playOrder(shop);
    expect(await call.leg('manager')).toMatchObject({ to: 'sip:desk@pbx.example', state: 'ringing' });
  });
});

import { describe, expect, it } from 'vitest';
import { computeTouch, TOUCH_TYPES, type TouchType } from '../../../../shared/touch.ts';
import { audienceOf, createLook } from '../../../../widget/page/behaviour/audience.ts';

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1';
const LAPTOP = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36';
const PAGE = { url: 'https://shop.example/a?b=1', referrer: '', title: 'Shop' };
const touch = (type: TouchType) => ({ ...computeTouch('https://shop.example/?first', '', () => true), type });

describe('who sees a widget (S1-67)', () => {
  it.each(TOUCH_TYPES)('everybody where no kind of traffic is named: %s', (type) => {
    const visit = { page: PAGE, touch: touch(type) };
    expect(audienceOf({ channels: [], devices: [] }, visit, LAPTOP).isWanted).toBe(true);
    expect(audienceOf({ channels: ['cpc', 'email'], devices: [] }, visit, LAPTOP).isWanted).toBe(
      type === 'cpc' || type === 'email',
    );
  });

  it('nobody of whom it is not known how they came, where that is asked', () => {
    expect(
      audienceOf({ channels: ['direct'], devices: [] }, { page: PAGE, touch: null }, LAPTOP).isWanted,
    ).toBe(false);
    expect(audienceOf({ channels: [], devices: [] }, { page: PAGE, touch: null }, LAPTOP).isWanted).toBe(
      true,
    );
  });

  it('those with one of the devices that are named', () => {
    const visit = { page: PAGE, touch: null };
    const wants = (userAgent: string) =>
      audienceOf({ channels: [], devices: ['mobile'] }, visit, userAgent).isWanted;
    expect([wants(PHONE), wants(LAPTOP), wants('')]).toEqual([true, false, false]);
  });

  it('is judged anew only when something has changed', () => {
    const visit = { lease: null, page: PAGE, touch: touch('cpc') };
    const look = createLook({ channels: ['cpc'], devices: [] }, () => visit, LAPTOP);
    const first = look();
    visit.touch = { ...visit.touch, ageS: 99 };
    expect(look()).toBe(first);
    visit.page = { ...PAGE, url: 'https://shop.example/c' };
    expect(look()).toMatchObject({
      isWanted: true,
      page: { path: '/c', landing: 'https://shop.example/?first' },
    });
    visit.touch = touch('direct');
    expect(look().isWanted).toBe(false);
  });
});

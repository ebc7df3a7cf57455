import { expect, it } from 'vitest';
import { aShop } from '../support/account.ts';
import { swap } from '../support/page.ts';

/** Four facts about a visit, and the tags that make each of them true. */
const FACTS = ['utm_source=yandex', 'utm_campaign=cars', 'utm_medium=cpc', 'utm_content=banner'] as const;
const [YANDEX, CARS, CPC, BANNER] = FACTS.map((tag) => {
  const [type, value] = tag.split('=');
  return { type, op: 'contains', value };
});

it('joins groups by "and" and the lines of a group by "or", over every mix of tags (S2-45 to S2-48)', async () => {
  const shop = await aShop();
  const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
    name: 'Rules',
    site: shop.site,
    groups: [{ any: [YANDEX, CARS] }, { any: [CPC, BANNER] }],
    offices: [{ office: shop.office, selectors: ['.phone'], numbers: [shop.numbers['+74951000001']] }],
  });
  await shop.admin('POST', `campaigns/${id}/start`);
  for (let mix = 0; mix < 16; mix++) {
    const [yandex, cars, cpc, banner] = FACTS.map((_, bit) => (mix & (1 << bit)) !== 0);
    const query = FACTS.filter((_, bit) => (mix & (1 << bit)) !== 0).join('&');
    const numbers = (await swap(shop, query)).swaps.map(({ number }) => number);
    expect(numbers, query).toEqual((yandex || cars) && (cpc || banner) ? ['+74951000001'] : []);
  }
});

it('takes the visitors of the advert whose three tags are asked for, and no others (S2-46)', async () => {
  const shop = await aShop();
  const only = (type: string, value: string) => ({ any: [{ type, op: 'contains', value }] });
  const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
    name: 'New cars',
    site: shop.site,
    groups: [
      only('utm_source', 'Yandex_Direct'),
      only('utm_medium', 'cpc'),
      only('utm_campaign', 'new_cars'),
    ],
    offices: [{ office: shop.office, selectors: ['.phone'], numbers: [shop.numbers['+74951000001']] }],
  });
  await shop.admin('POST', `campaigns/${id}/start`);
  const tags = ['utm_source=Yandex_Direct', 'utm_medium=cpc', 'utm_campaign=new_cars'];
  expect((await swap(shop, tags.join('&'))).campaign).toMatchObject({ name: 'New cars' });
  for (const missing of tags) {
    const query = tags.filter((tag) => tag !== missing).join('&');
    expect((await swap(shop, query)).reason, query).toBe('no_campaign');
  }
});

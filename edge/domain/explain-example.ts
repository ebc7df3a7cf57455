/** A visit, and what `explain` says of it. */
export const EXPLAIN_EXAMPLE = {
  input: {
    site: 'site_0123456789abcdef',
    url: 'https://beresta.example/kitchens?utm_source=Yandex_Direct&utm_medium=cpc',
    referrer: 'https://yandex.ru/',
    country: 'RU',
    device: 'mobile',
    at: '2026-12-01T09:00:00Z',
  },
  answer: {
    campaign: { id: 'cmp_0123456789abcdef', name: 'Yandex Direct' },
    campaigns: [
      {
        id: 'cmp_0123456789abcdef',
        name: 'Yandex Direct',
        status: 'active',
        matches: true,
        reached: true,
        groups: [
          {
            holds: true,
            any: [
              {
                type: 'utm_source',
                op: 'contains',
                not: false,
                value: 'yandex',
                matchCase: false,
                holds: true,
                actual: 'Yandex_Direct',
              },
            ],
          },
        ],
      },
    ],
  },
};

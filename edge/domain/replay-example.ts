const KITCHENS = 'https://beresta.example/kitchens?utm_source=yandex&utm_medium=cpc&yclid=1744…';

/** What if the campaign for a city stood above the one for an advert, and what `replay` says of it. */
export const REPLAY_EXAMPLE = {
  input: {
    site: 'site_0123456789abcdef',
    order: ['cmp_0123456789abcdeg', 'cmp_0123456789abcdef'],
    from: '2026-12-01T00:00:00Z',
  },
  answer: {
    from: '2026-12-01T00:00:00.000Z',
    to: '2026-12-05T10:00:00.000Z',
    visits: 4120,
    sessions: 1630,
    sampled: 1204,
    firstAt: '2026-12-01T00:12:00.000Z',
    lastAt: '2026-12-05T09:41:00.000Z',
    moved: { sampled: 96, share: 0.0842 },
    changedSince: 0,
    campaigns: [
      {
        id: 'cmp_0123456789abcdeg',
        name: 'Tver',
        status: 'active',
        before: { sampled: 31, share: 0.0251 },
        after: { sampled: 127, share: 0.1093 },
      },
      {
        id: 'cmp_0123456789abcdef',
        name: 'Yandex Direct',
        status: 'active',
        before: { sampled: 810, share: 0.6817 },
        after: { sampled: 714, share: 0.5975 },
      },
    ],
    none: { sampled: 363, share: 0.2932 },
    moves: [
      {
        from: { id: 'cmp_0123456789abcdef', name: 'Yandex Direct' },
        to: { id: 'cmp_0123456789abcdeg', name: 'Tver' },
        sampled: 96,
        share: 0.0842,
        examples: [
          {
            at: '2026-12-05T09:41:00.000Z',
            page: KITCHENS,
            landing: KITCHENS,
            referrer: 'https://yandex.ru/',
            tags: { source: 'yandex', medium: 'cpc', campaign: null, content: null, term: null },
            clickIds: ['yclid'],
            sourceType: 'cpc',
            channel: 'cpc',
            country: 'RU',
            region: 'Tver Oblast',
            city: 'Tver',
            device: 'mobile',
            language: 'ru-RU',
            visitor: 'new',
          },
        ],
      },
    ],
  },
};

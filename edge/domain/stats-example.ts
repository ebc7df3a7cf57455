/** A week of one campaign, and what `stats` says of it. */
export const STATS_EXAMPLE = {
  input: { from: '2026-12-01T00:00:00Z', to: '2026-12-08T00:00:00Z', holdS: 300 },
  answer: {
    from: '2026-12-01T00:00:00.000Z',
    to: '2026-12-08T00:00:00.000Z',
    calls: { exact: 41, static: 12, fallback: 2 },
    campaigns: [
      {
        id: 'cmp_0123456789abcdef',
        name: 'Yandex Direct',
        status: 'active',
        views: 4120,
        sessions: 1630,
        leased: 1490,
        fallbackShare: 0.0067,
        holdS: 600,
        medianVisitS: 142,
        calls: { exact: 41 },
        offices: [
          {
            office: 'off_0123456789abcdef',
            numbers: 15,
            static: 0,
            leased: 1490,
            renewed: 2210,
            fallback: 10,
            exhausted: 0,
            remembered: 3,
            fallbackShare: 0.0067,
            calls: { exact: 41 },
            pool: {
              holdS: 720,
              load: 8,
              fallbackShare: 0.0091,
              needed: [
                { share: 0.05, numbers: 13 },
                { share: 0.01, numbers: 15 },
                { share: 0.001, numbers: 18 },
              ],
              busiestAt: '2026-12-03T10:00:00.000Z',
              meanLoad: 1.79,
              whatIf: null,
            },
          },
        ],
      },
    ],
  },
};

const AT = '2026-11-21T09:00:00.000Z';
const PURCHASE = 'pur_0123456789abcdef';
const E164 = '+74952072443';

/** What the document and the tests show of the ledger, purchases and requests for numbers. */
export const MARKET_EXAMPLES = {
  ledger: {
    input: null,
    entity: {
      id: 'led_0123456789abcdef',
      at: AT,
      kind: 'charge',
      amount: -45_000,
      balance: 455_000,
      reason: 'Numbers bought: 1',
      subject: PURCHASE,
      madeBy: 'Anna',
    },
  },
  purchases: {
    input: { numbers: [E164], integration: null, total: 45_000 },
    entity: {
      id: PURCHASE,
      status: 'bought',
      inventory: 'simulator',
      integration: null,
      numbers: [{ e164: E164, price: 45_000, number: 'num_0123456789abcdef' }],
      total: 45_000,
      reason: null,
      taken: [],
      createdAt: AT,
      endedAt: AT,
      madeBy: 'Anna',
    },
  },
  requests: {
    input: { region: 'Sakhalin', count: 5, comment: 'For the new showroom' },
    entity: {
      id: 'req_0123456789abcdef',
      region: 'Sakhalin',
      count: 5,
      comment: 'For the new showroom',
      createdAt: AT,
      madeBy: 'Anna',
    },
  },
};

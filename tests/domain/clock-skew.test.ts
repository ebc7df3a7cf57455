import { describe, expect, it } from 'vitest';
import { onEdgeClock, onOtherClock, onPoolClock } from '../../edge/domain/clock-skew.ts';
import type { EdgeCampaign, PoolConfig, SiteSnapshot } from '../../edge/domain/site-model.ts';

const HOUR = 3_600_000;
const SENT = 1_800_000_000_000;
const config = (usableFrom: number): PoolConfig => ({
  account: 'acc',
  campaign: 'cmp',
  version: 1,
  active: true,
  sessionS: 300,
  afterSessionS: 300,
  restS: 60,
  offices: [{ office: 'off', fallback: { e164: '+2', usableFrom }, numbers: [{ e164: '+1', usableFrom }] }],
});
const usable = ({ offices: [office] }: PoolConfig) => [
  office?.numbers[0]?.usableFrom,
  office?.fallback?.usableFrom,
];

describe('a configuration from another clock', () => {
  it('makes a pool that is an hour ahead wait for as long as the account meant', () => {
    const waiting = config(SENT + 660_000);
    expect(usable(onPoolClock(waiting, SENT, SENT + HOUR))).toEqual([
      SENT + HOUR + 660_000,
      SENT + HOUR + 660_000,
    ]);
  });

  it('never makes a pool that is behind use a number earlier', () => {
    expect(usable(onPoolClock(config(SENT + 660_000), SENT, SENT - HOUR))).toEqual([
      SENT + 660_000,
      SENT + 660_000,
    ]);
  });

  it('leaves what is usable already as it is', () => {
    expect(usable(onPoolClock(config(0), SENT, SENT + HOUR))).toEqual([0, 0]);
  });
});

describe('a snapshot from another clock', () => {
  const snapshot = (usableFrom: number) => {
    const office = {
      office: 'off',
      selectors: [],
      replaces: [],
      kind: 'static' as const,
      static: { e164: '+1', usableFrom },
      fallback: { e164: '+2', usableFrom },
    };
    const campaign = { id: 'cmp', offices: [office] } as unknown as EdgeCampaign;
    return { public: {}, edge: { account: 'acc', campaigns: [campaign] } } as unknown as SiteSnapshot;
  };
  const shared = ({ edge }: SiteSnapshot) => {
    const office = edge.campaigns[0]?.offices[0];
    return [office?.static?.usableFrom, office?.fallback?.usableFrom];
  };

  it('makes an edge that is an hour ahead wait for as long as the account meant', () => {
    expect(shared(onEdgeClock(snapshot(SENT + 900_000), SENT, SENT + HOUR))).toEqual([
      SENT + HOUR + 900_000,
      SENT + HOUR + 900_000,
    ]);
  });

  it('stays as it is on an edge that is behind, and where nothing rests', () => {
    const resting = snapshot(SENT + 900_000);
    expect(onEdgeClock(resting, SENT, SENT - HOUR)).toEqual(resting);
    expect(onEdgeClock(snapshot(0), SENT, SENT + HOUR)).toEqual(snapshot(0));
  });
});

describe('the instants of a pool on the clock of its account', () => {
  it('are as far away as they were', () => {
    expect(onOtherClock({ '+1': SENT + 5 }, SENT, SENT + HOUR)).toEqual({ '+1': SENT + HOUR + 5 });
  });
});

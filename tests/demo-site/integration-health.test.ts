import { describe, expect, it } from 'vitest';
import { judge } from '../../demo-site/studio/integrations/telephony/use-health.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';

const at = (minute: number) => `2026-12-01T09:0${minute}:00.000Z`;

function anOrder(minute: number, code: number | null, reason: Callback['reason'] = null): Callback {
  const leg = { party: 'manager', line: 0, answered: code === 200, code, digits: '' };
  return { changedAt: at(minute), reason, attempts: [{ legs: [leg] }] } as unknown as Callback;
}

describe('how an integration fares', () => {
  it('is well when a telephone was reached, whatever it answered', () => {
    expect(judge([anOrder(1, 486), anOrder(2, 200)])).toEqual({ workedAt: at(2), failed: null });
  });

  it('is not when the exchange failed, and says since when it worked last', () => {
    const { workedAt, failed } = judge([anOrder(1, 200), anOrder(3, 503, 'provider'), anOrder(2, null)]);
    expect([workedAt, failed?.at]).toEqual([at(1), at(3)]);
  });

  it('is not known before the first call', () => {
    expect(judge([])).toEqual({ workedAt: null, failed: null });
  });
});

import { describe, expect, it } from 'vitest';
import { MAX_FLUSHED_SAMPLES, SAMPLES_AN_HOUR } from '../../edge/domain/limits.ts';
import { HOUR_MS } from '../../edge/domain/statistics.ts';
import type { VisitSample } from '../../edge/domain/visit-sample.ts';
import { VisitSamples } from '../../edge/services/visit-samples.ts';
import { aVisit } from './support/visit.ts';

const START = Date.parse('2026-12-01T09:00:00Z');

function aTaker() {
  const samples = new VisitSamples();
  const offer = (draw: number, { site = 'site', at = START } = {}) =>
    samples.offer({ site, campaign: null, draw }, aVisit('', at));
  return { samples, offer };
}
const drawsOf = (samples: VisitSample[]) => samples.map(({ draw }) => draw).sort((a, b) => a - b);
/** In an order that is neither rising nor falling, each once. */
const shuffled = (count: number) => Array.from({ length: count }, (_, i) => ((i * 7919) % count) / count);

describe('the samples of an isolate', () => {
  it('are the sessions of the hour with the lowest draws, whatever the order they came in', () => {
    const { samples, offer } = aTaker();
    for (const draw of shuffled(1000)) offer(draw);
    const lowest = Array.from({ length: SAMPLES_AN_HOUR }, (_, i) => i / 1000);
    expect(drawsOf(samples.take())).toEqual(lowest);
    expect(samples.take()).toEqual([]);
  });

  it('are the same over many flushes, and fewer with each, because the hour is one', () => {
    const { samples, offer } = aTaker();
    const flushes: number[][] = [];
    shuffled(1000).forEach((draw, i) => {
      offer(draw);
      if (i % 100 === 99) flushes.push(drawsOf(samples.take()));
    });
    const lowest = Array.from({ length: SAMPLES_AN_HOUR }, (_, i) => i / 1000);
    expect(drawsOf(flushes.flat().map((draw) => ({ draw }) as VisitSample))).toEqual(
      expect.arrayContaining(lowest),
    );
    const sizes = flushes.map((flush) => flush.length);
    expect(sizes[0]).toBe(SAMPLES_AN_HOUR);
    expect(sizes.slice(5).reduce((sum, size) => sum + size)).toBeLessThan(SAMPLES_AN_HOUR);
  });

  it('begin anew with the hour and for each site', () => {
    const { samples, offer } = aTaker();
    for (const draw of shuffled(100)) offer(draw);
    samples.take();
    offer(0.99);
    expect(samples.take()).toEqual([]);
    offer(0.98, { site: 'other' });
    offer(0.97, { at: START + HOUR_MS });
    expect(drawsOf(samples.take())).toEqual([0.97, 0.98]);
  });

  it('do not pile up while the account is out of reach', () => {
    const { samples, offer } = aTaker();
    for (let hour = 0; hour < 24; hour++) {
      for (const draw of shuffled(100)) offer(draw, { at: START + hour * HOUR_MS });
    }
    expect(samples.take()).toHaveLength(2 * SAMPLES_AN_HOUR);
  });

  it('go in several flushes if they are too many for one', () => {
    const { samples, offer } = aTaker();
    for (let site = 0; site < 10; site++) for (const draw of shuffled(30)) offer(draw, { site: `${site}` });
    expect([1, 2, 3].map(() => samples.take().length)).toEqual([MAX_FLUSHED_SAMPLES, 100, 0]);
  });
});

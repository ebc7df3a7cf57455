import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../edge/metrics/metric-table.ts';
import { COMMANDS } from '../../scripts/cli/command-table.ts';
import { TEXT_BINDINGS } from '../../scripts/selfhost/config.ts';

const page = readFileSync('docs/self-hosting.md', 'utf8');

/** Told by the launcher, and for tests of calls; nobody sets them on a server. */
const NOT_SET_BY_HAND = ['RINGLET_RESTORED_AT', 'RINGLET_TWILIO_API'];

describe('the page about a server of one’s own', () => {
  it('explains every metric', () => {
    expect(Object.keys(METRICS).filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  });

  it('names every command, and each says how it is used', () => {
    const words = COMMANDS.map(({ name }) => name);
    expect(words.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
    for (const { summary, usage, options } of COMMANDS) {
      expect(summary).not.toBe('');
      for (const option of Object.keys(options)) expect(usage).toContain(`--${option}`);
    }
  });

  it('names every setting', () => {
    const settings = TEXT_BINDINGS.filter((name) => !NOT_SET_BY_HAND.includes(name));
    expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

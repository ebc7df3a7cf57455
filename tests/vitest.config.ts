import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'preact' } };
/** For machines that are busy with something else as well. */
const patient = { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 3 };
/**
 * Projects that start servers and browsers. Browsers run by themselves, after the rest; servers that are killed mostly
 * wait, so they run beside the quick tests, and three files at a time keep two cores busy.
 */
const after = (groupOrder: number, ms: number, maxWorkers: number) => ({
  testTimeout: ms,
  hookTimeout: ms,
  maxWorkers,
  sequence: { groupOrder },
});

export default defineConfig({
  root,
  test: {
    passWithNoTests: true,
    projects: [
      {
        root,
        test: {
          ...patient,
          name: 'pure',
          environment: 'node',
          include: ['tests/{shared,domain,adapters,property,repo,demo-site}/**/*.test.ts'],
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            // The sources and not the bundle that wrangler.toml names.
            main: './edge/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              cf: false,
              bindings: {
                RINGLET_SECRETS: 'kq7Vw2ZpX9mTb4RsYc8HnJ3fLd6GaQeUoPi1xM5vB0tE',
                RINGLET_OPERATOR_TOKEN: 'zT5nWq8RkLx2Vb7MpYc4HsJ9fGd3QaEuOi6mX1vB0tKe',
                PUBLIC_ORIGIN: 'http://127.0.0.1:8787',
                RINGLET_SALES_EMAIL: 'sales@operator.test',
                RINGLET_TWILIO_PRICES: 'US=115',
                RINGLET_DAYS: process.env.RINGLET_DAYS ?? '20',
                RINGLET_STORM: process.env.RINGLET_STORM ?? '1000',
                RINGLET_FUZZ: process.env.RINGLET_FUZZ ?? '',
              },
            },
          }),
        ],
        test: { ...patient, name: 'edge', include: ['tests/edge/**/*.test.ts'] },
      },
      {
        root,
        oxc,
        test: {
          ...patient,
          name: 'widget',
          environment: 'happy-dom',
          css: true, // without it `?inline` style sheets are empty
          include: ['tests/widget/**/*.test.{ts,tsx}'],
        },
      },
      { root, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...after(1, 60_000, 2) } },
      { root, test: { name: 'fault', include: ['tests/fault/**/*.test.ts'], ...after(0, 120_000, 3) } },
    ],
  },
});

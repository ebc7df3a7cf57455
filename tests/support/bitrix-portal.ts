import { bitrixAdapter } from '../../edge/adapters/crm/bitrix24/bitrix-adapter.ts';
import { EMPTY_BUCKET, takePlace } from '../../edge/adapters/crm/bitrix24/bitrix-bucket.ts';
import type { BitrixPortal } from '../../edge/adapters/crm/bitrix24/bitrix-client.ts';
import {
  type BitrixTokens,
  exchangeCode,
  type OauthWorld,
  renewTokens,
} from '../../edge/adapters/crm/bitrix24/bitrix-oauth.ts';
import type { Reply } from '../../edge/adapters/post-message.ts';
import type { CrmOutcome } from '../../edge/domain/crm/port.ts';
import { FakeBitrix, type FakeBitrixOptions } from '../fakes/bitrix24/fake-bitrix.ts';
import { FaultPlan } from '../fakes/faults.ts';
import { serveHandler } from '../fakes/serve-handler.ts';

export const WEBHOOK = { user: '1', code: 'abcdef0123456789' };
const START = Date.parse('2026-12-01T09:00:00Z');

/** A fake portal over real HTTP with a clock of its own, and the adapter that speaks with it. */
export async function aBitrix(options: Partial<FakeBitrixOptions> & { door?: 'app' | 'webhook' } = {}) {
  const faults = new FaultPlan();
  const clock = { now: START };
  const now = () => clock.now;
  const fake = new FakeBitrix({
    faults,
    clientId: 'local.1',
    clientSecret: 'hush',
    webhook: `${WEBHOOK.user}/${WEBHOOK.code}`,
    now,
    ...options,
  });
  const server = await serveHandler((request) => fake.handle(request));
  const app = { clientId: 'local.1', clientSecret: 'hush', oauth: `http://${server.host}` };
  const world: OauthWorld = { app, post, now };
  const known: { tokens: BitrixTokens | null; host: string; refreshes: number } = {
    tokens: null,
    host: server.host,
    refreshes: 0,
  };
  let refreshing: Promise<CrmOutcome<string>> | null = null;
  const refresh = async (stale: string): Promise<CrmOutcome<string>> => {
    if (known.tokens && known.tokens.access !== stale) return { kind: 'done', value: known.tokens.access };
    known.refreshes += 1;
    const fresh = await renewTokens(world, known.tokens?.refresh ?? '');
    if (fresh.kind !== 'done') return fresh;
    known.tokens = fresh.value;
    return { kind: 'done', value: fresh.value.access };
  };
  let bucket = EMPTY_BUCKET;
  const portal: BitrixPortal = {
    door:
      options.door === 'webhook'
        ? { kind: 'webhook', ...WEBHOOK }
        : {
            kind: 'app',
            token: () => known.tokens?.access ?? '',
            refresh(stale) {
              refreshing ??= refresh(stale).finally(() => {
                refreshing = null;
              });
              return refreshing;
            },
          },
    host: () => known.host,
    scheme: 'http',
    moved: (host) => {
      known.host = host;
    },
    post,
    async pace() {
      const taken = takePlace(bucket, now());
      bucket = taken.bucket;
      clock.now += taken.waitMs;
      return null;
    },
    defaultUser: '1',
    now,
  };
  const connect = async () => {
    const outcome = await exchangeCode(world, fake.permit());
    if (outcome.kind === 'done') known.tokens = outcome.value;
    return outcome;
  };
  return { fake, faults, clock, known, world, adapter: bitrixAdapter(portal), portal, connect, ...server };
}

async function post(address: string, init: RequestInit): Promise<Reply> {
  try {
    const answer = await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(500) });
    return { kind: 'answered', status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch {
    return { kind: 'silent' };
  }
}

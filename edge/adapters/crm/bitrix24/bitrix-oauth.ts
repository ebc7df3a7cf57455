import type { CrmOutcome } from '../../../domain/crm/port.ts';
import type { Reply } from '../../post-message.ts';
import { type Json, parse, readError, textOf } from './read-bitrix.ts';

/** The vendor's card of our application in one region (S4-2). */
export interface BitrixApp {
  clientId: string;
  clientSecret: string;
  /** `https://oauth.bitrix.info` or `https://oauth.bitrix24.tech`. */
  oauth: string;
}

export interface BitrixTokens {
  access: string;
  refresh: string;
  /** Epoch ms. */
  expiresAt: number;
  /** Of the portal, whatever it is called. */
  member: string;
  /** The portal's host at present. */
  host: string;
  /** Whoever gave the permission. */
  user: string | null;
}

export interface OauthWorld {
  app: BitrixApp;
  post(address: string, init: RequestInit): Promise<Reply>;
  /** Epoch ms. */
  now(): number;
}

/** Where somebody permits our application to enter their portal (S4-7). */
export function authorizeAddress(host: string, { clientId }: BitrixApp, state: string): string {
  const query = new URLSearchParams({ client_id: clientId, response_type: 'code', state });
  return `https://${host}/oauth/authorize/?${query}`;
}

/** The tokens for a code, which lives 30 seconds. */
export function exchangeCode(world: OauthWorld, code: string): Promise<CrmOutcome<BitrixTokens>> {
  return askTokens(world, { grant_type: 'authorization_code', code });
}

/** The old refresh token is worth nothing from then on, so the answer must be stored before anything else. */
export function renewTokens(world: OauthWorld, refresh: string): Promise<CrmOutcome<BitrixTokens>> {
  return askTokens(world, { grant_type: 'refresh_token', refresh_token: refresh });
}

async function askTokens(
  { app, post, now }: OauthWorld,
  grant: Record<string, string>,
): Promise<CrmOutcome<BitrixTokens>> {
  const query = new URLSearchParams({
    ...grant,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  const reply = await post(`${app.oauth}/oauth/token/?${query}`, { method: 'GET' });
  if (reply.kind === 'forbidden') {
    return { kind: 'refused', cause: 'gone', detail: 'the server of permissions may not be asked' };
  }
  if (reply.kind === 'silent') return { kind: 'retry', detail: 'no answer' };
  const body = parse(reply.text);
  if (body === null) return { kind: 'retry', detail: `status ${reply.status}: the answer is no JSON` };
  if ('error' in body) {
    const read = readError(reply.status, body, now());
    // Whatever the code: a grant that is not taken must be given anew.
    return read.kind === 'retry'
      ? read
      : {
          kind: 'refused',
          cause: 'auth',
          detail: `${textOf(body.error) || 'refused'}: connect the portal again`,
        };
  }
  return readTokens(body, now());
}

/** Of the answer to a grant, or of what an installation posts as `auth`. */
export function readTokens(body: Json, now: number): CrmOutcome<BitrixTokens> {
  const access = textOf(body.access_token);
  const refresh = textOf(body.refresh_token);
  const endpoint = textOf(body.client_endpoint);
  if (access === '' || refresh === '' || !URL.canParse(endpoint)) {
    return { kind: 'retry', detail: 'an answer without tokens' };
  }
  return {
    kind: 'done',
    value: {
      access,
      refresh,
      expiresAt: now + Number(body.expires_in ?? 3600) * 1000,
      member: textOf(body.member_id),
      // `domain` is the server of permissions; the portal is where its own interface is.
      host: new URL(endpoint).host,
      user: textOf(body.user_id) || null,
    },
  };
}

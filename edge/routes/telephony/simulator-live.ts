import { type Context, Hono } from 'hono';
import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  simulatorLivePath,
} from '../../../shared/contract/simulator.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { accountOfToken } from '../../keys/routing-keys.ts';
import { personAt } from '../admin/bearer.ts';

/**
 * The socket of the telephones page. A browser cannot send an Authorization header with a WebSocket, so a token
 * travels as a second sub-protocol, which is neither logged nor part of the address; whoever is signed in comes with
 * their cookie, which counts for the pages of this server only.
 */
export const simulatorLiveRoutes = new Hono<AppEnv>().get(simulatorLivePath(':account'), async (c) => {
  const services = c.get('services');
  const protocols = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((text) => text.trim());
  if (!protocols.includes(SIMULATOR_PROTOCOL)) throw new ApiError('unauthorized');
  const { account, ...credential } = await credentialOf(c, protocols);
  const allowed = await services.account(account).authorize({ ...credential, right: 'simulator:act' });
  if (allowed.kind === 'refused') throw refusalToError(allowed);
  return services
    .simulator(account)
    .fetch(new Request(`http://sim/live?account=${account}`, { headers: { upgrade: 'websocket' } }));
});

async function credentialOf(c: Context<AppEnv>, protocols: readonly string[]) {
  const asked = c.req.param('account') ?? '';
  const token = protocols.find((text) => text.startsWith(BEARER_PROTOCOL_PREFIX));
  if (token === undefined) {
    if (c.req.header('cookie') === undefined) throw new ApiError('unauthorized');
    // Any page can open a socket, and the cookie goes along.
    if (c.req.header('origin') !== c.get('services').config.origin) throw new ApiError('origin_forbidden');
    return personAt(c, asked);
  }
  const bearer = token.slice(BEARER_PROTOCOL_PREFIX.length);
  if (bearer === '') throw new ApiError('unauthorized');
  const account = await accountOfToken(c.get('services').secrets, bearer);
  if (account === null || account !== asked) throw new ApiError('not_found');
  return { account, tokenHash: await sha256Hex(bearer) };
}

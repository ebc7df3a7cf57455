import { Hono } from 'hono';
import {
  BEARER_PROTOCOL_PREFIX,
  SIMULATOR_PROTOCOL,
  simulatorLivePath,
} from '../../../shared/contract/simulator.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { accountOfToken } from '../../keys/routing-keys.ts';

/**
 * The socket of the telephones page. A browser cannot send an Authorization header with a WebSocket, so the token
 * travels as a second sub-protocol, which is neither logged nor part of the address.
 */
export const simulatorLiveRoutes = new Hono<AppEnv>().get(simulatorLivePath(':account'), async (c) => {
  const services = c.get('services');
  const protocols = (c.req.header('sec-websocket-protocol') ?? '').split(',').map((text) => text.trim());
  const bearer = protocols.find((text) => text.startsWith(BEARER_PROTOCOL_PREFIX));
  const token = bearer?.slice(BEARER_PROTOCOL_PREFIX.length) ?? '';
  if (!protocols.includes(SIMULATOR_PROTOCOL) || token === '') throw new ApiError('unauthorized');
  const account = await accountOfToken(services.secrets, token);
  if (account === null || account !== c.req.param('account')) throw new ApiError('not_found');
  const allowed = await services
    .account(account)
    .authorize({ tokenHash: await sha256Hex(token), right: 'simulator:act' });
  if (allowed.kind === 'refused') throw refusalToError(allowed);
  return services
    .simulator(account)
    .fetch(new Request(`http://sim/live?account=${account}`, { headers: { upgrade: 'websocket' } }));
});

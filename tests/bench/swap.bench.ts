/**
 * A swap of a static campaign beside Hono's hello, in one workerd process with the self-hosted server's own
 * configuration; with and without the front that says who the client is. `npm run bench:swap`
 */
import { compareSides } from './compare.ts';
import { renderGet } from './load-generator.ts';
import { startSwapServer } from './swap-server.ts';
import { renderSwap, swapsOf } from './swap-site.ts';

const server = await startSwapServer();
const helloAt = (name: string, port: number) => ({
  name,
  port,
  makeRequest: () => renderGet('/hello'),
  isRight: (answer: string) => answer.endsWith('hello'),
});
/** What parts of it cost alone, with the swap's own requests. */
const partAt = (name: string, path: string) => ({
  ...swapsOf(name, server.hello, server.sites.one),
  makeRequest: (turn: number) => renderSwap(server.sites.one, turn, path),
  isRight: (answer: string) => answer.includes('"cause":"view"'),
});
try {
  await compareSides(
    'Static swap',
    [
      helloAt('Hono hello', server.hello),
      partAt('Hono, the same JSON in and out', '/echo'),
      partAt('Hono, the same, checked and signed', '/echo-signed'),
      swapsOf('static swap', server.worker, server.sites.one),
      helloAt('Hono hello behind the front', server.helloFront),
      swapsOf('static swap behind the front', server.front, server.sites.one),
    ],
    { connections: 32, rounds: 21, ms: 600, pid: server.pid },
  );
} finally {
  await server.close();
}

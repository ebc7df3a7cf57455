/**
 * A swap of a static campaign beside Hono's hello, in one workerd process with the self-hosted server's own
 * configuration; with and without the front that stands before the Worker. `npm run bench:swap`
 */
import { compareSides } from './compare.ts';
import { renderGet } from './load-generator.ts';
import { startSwapServer } from './swap-server.ts';
import { swapsOf } from './swap-site.ts';

const server = await startSwapServer();
const helloAt = (name: string, port: number) => ({
  name,
  port,
  makeRequest: () => renderGet('/hello'),
  isRight: (answer: string) => answer.endsWith('hello'),
});
/** What reading and writing JSON costs alone, with the swap's own requests. */
const echoAt = (name: string, port: number) => {
  const swaps = swapsOf(name, port, server.sites.one);
  return {
    name,
    port,
    makeRequest: (turn: number) => swaps.makeRequest(turn).replace('/v1/swap', '/echo'),
    isRight: (answer: string) => answer.includes('"cause":"view"'),
  };
};
try {
  await compareSides(
    'Static swap',
    [
      helloAt('Hono hello', server.hello),
      echoAt('Hono, the same JSON in and out', server.hello),
      swapsOf('static swap', server.worker, server.sites.one),
      helloAt('Hono hello behind the front', server.helloFront),
      swapsOf('static swap behind the front', server.front, server.sites.one),
    ],
    { connections: 32 },
  );
} finally {
  await server.close();
}

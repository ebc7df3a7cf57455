import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A Worker with every object that the configuration names: it counts, tells what it sees, and has the files. */
const WORKER = `
import { DurableObject } from 'cloudflare:workers';
export default {
  async fetch(request, env) {
    switch (new URL(request.url).pathname) {
      case '/count': return new Response(String(await env.ACCOUNT.getByName('a').count()));
      case '/live': return env.SIM.getByName('s').fetch(request);
      case '/seen': return Response.json({
        ip: request.headers.get('cf-connecting-ip'), url: request.url, origin: env.PUBLIC_ORIGIN,
        secrets: env.RINGLET_SECRETS.length, cached: (await caches.default.match(request)) ?? null,
      });
      case '/away': return Response.redirect('https://example.com/', 302);
      default: return env.ASSETS.fetch(request);
    }
  },
};
export class AccountObject extends DurableObject {
  count() {
    const { sql } = this.ctx.storage;
    sql.exec('CREATE TABLE IF NOT EXISTS hit(id INTEGER PRIMARY KEY)');
    sql.exec('INSERT INTO hit DEFAULT VALUES');
    return sql.exec('SELECT count(*) AS hits FROM hit').one().hits;
  }
}
export class NumberPoolObject extends DurableObject {}
export class CallbackObject extends DurableObject {}
export class GuardObject extends DurableObject {}
export class SimObject extends DurableObject {
  fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(socket, text) { socket.send('heard ' + text); }
}
`;

const FILES: Record<string, string> = {
  'worker/worker.js': WORKER,
  'site/404.html': 'nothing here',
  'site/plain.html': 'plain page',
  'site/phones/index.html': 'telephones',
  'site/assets/app-abc.js': 'export {};',
  'site/.hidden': 'not for visitors',
  'site/_headers': '/*',
};

/** Writes what the self-hosted launcher needs of a build into `folder`: its tests are about it and not the product. */
export function writeStubBuild(folder: string): string {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

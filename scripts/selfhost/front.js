// Where requests enter the self-hosted server: decides who the client is, so that nobody can claim to be somebody
// else by a header, and hands everything else to the Worker as it came, WebSocket upgrades included. It is a module of
// the same Worker: a Worker of its own before it would take as long again as the Worker needs to say hello.

import worker from 'worker.js';

export * from 'worker.js';

// Cloudflare sets these itself; here only a client could have sent them.
const UNTRUSTED = ['cf-connecting-ip', 'x-real-ip', 'true-client-ip', 'cf-ray', 'cf-ipcountry', 'cf-visitor'];

export default {
  /** `TRUSTED_PROXIES` is how many proxies of our own stand in front: null or `0` for none. */
  fetch(request, env, context) {
    const headers = new Headers(request.headers);
    for (const name of UNTRUSTED) headers.delete(name);
    const ip = clientAddress(request, Number(env.TRUSTED_PROXIES ?? 0));
    if (ip !== null) headers.set('cf-connecting-ip', ip);
    // `manual`: a redirect of a file belongs to the client. `cf`: what the socket tells is none of the Worker's.
    return worker.fetch(new Request(request, { headers, redirect: 'manual', cf: {} }), env, context);
  },
};

// Each proxy appends the address it saw, so the n-th from the right is the one that our outermost proxy saw.
function clientAddress(request, proxies) {
  if (proxies > 0) {
    const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
    const hop = hops.at(-proxies);
    if (hop) return hop;
  }
  const socket = request.cf?.clientIp;
  return typeof socket === 'string' ? socket.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') : null;
}

// The outermost Worker of the self-hosted server: decides who the client is, so that nobody can claim to be
// somebody else by a header, and hands everything else on as it came, WebSocket upgrades included.

// Cloudflare sets these itself; here only a client could have sent them.
const UNTRUSTED = ['cf-connecting-ip', 'x-real-ip', 'true-client-ip', 'cf-ray', 'cf-ipcountry', 'cf-visitor'];

export default {
  /** `TRUSTED_PROXIES` is how many proxies of our own stand in front: null or `0` for none. */
  fetch(request, env) {
    const headers = new Headers(request.headers);
    for (const name of UNTRUSTED) headers.delete(name);
    const ip = clientAddress(request, Number(env.TRUSTED_PROXIES ?? 0));
    if (ip !== null) headers.set('cf-connecting-ip', ip);
    // `manual`: a redirect belongs to the client and is not followed here.
    return env.MAIN.fetch(new Request(request, { headers, redirect: 'manual', cf: {} }));
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

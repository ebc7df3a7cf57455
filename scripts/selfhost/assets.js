// Static files of the self-hosted server, answered as Cloudflare's static assets are. The manifest is made at
// start; a path that is not in it is never asked of the disk, so there are no listings and no hidden files.

import manifest from 'manifest.json';

export default {
  async fetch(request, env) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method Not Allowed\n', { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const url = new URL(request.url);
    const path = decodePath(url.pathname);
    if (path === null) return notFound(request, env);

    const canonical = canonicalPath(path);
    if (canonical !== path) {
      return new Response(null, { status: 307, headers: { location: encodeURI(canonical) + url.search } });
    }
    const file = findFile(path);
    return file === null ? notFound(request, env) : sendFile(request, env, file, 200);
  },
};

function decodePath(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null; // a stray percent sign
  }
}

// `/x.html` → `/x`, `/x/index.html` → `/x/`, `/dir` → `/dir/`.
function canonicalPath(path) {
  if (path.endsWith('/index.html') && path in manifest) return path.slice(0, -'index.html'.length);
  if (path.endsWith('/index') && `${path}.html` in manifest) return path.slice(0, -'index'.length);
  if (path.endsWith('.html') && path in manifest) return path.slice(0, -'.html'.length);
  if (!path.endsWith('/') && findFile(path) === null && `${path}/index.html` in manifest) return `${path}/`;
  return path;
}

function findFile(path) {
  const candidates = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  return candidates.find((candidate) => Object.hasOwn(manifest, candidate)) ?? null;
}

async function notFound(request, env) {
  if (Object.hasOwn(manifest, '/404.html')) return sendFile(request, env, '/404.html', 404);
  return new Response('Not Found\n', { status: 404 });
}

async function sendFile(request, env, path, status) {
  const { hash, type, size, encoded, headers: extra } = manifest[path];
  const headers = new Headers({ 'cache-control': 'public, max-age=0, must-revalidate', ...extra });
  // Weak if it names several forms of the same content.
  headers.set('etag', encoded ? `W/"${hash}"` : `"${hash}"`);
  if (encoded) headers.set('vary', 'Accept-Encoding');
  if (status === 200 && matchesEtag(request.headers.get('if-none-match'), hash)) {
    return new Response(null, { status: 304, headers });
  }
  // The Worker that asks has chosen one encoding.
  const wanted = request.headers.get('accept-encoding');
  const encoding = encoded && wanted !== null && Object.hasOwn(encoded, wanted) ? wanted : null;
  headers.set('content-type', type);
  headers.set('content-length', String(encoding ? encoded[encoding] : size));
  if (encoding) headers.set('content-encoding', encoding);
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const file = await (encoding
    ? env.ENCODED.fetch(`http://encoded/${hash}.${encoding}`)
    : env.SITE.fetch(`http://site${encodeURI(path)}`));
  // The manifest and the folders are written together; a file that is gone was taken away by hand.
  if (!file.ok) return new Response('Not Found\n', { status: 404 });
  return new Response(file.body, { status, headers, encodeBody: 'manual' });
}

function matchesEtag(ifNoneMatch, hash) {
  if (ifNoneMatch === null) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim());
  return tags.some((tag) => tag === '*' || tag.replace(/^W\//, '') === `"${hash}"`);
}

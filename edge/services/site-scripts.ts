import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import { sha256Hex } from '../keys/ids.ts';

/** How a body can be made smaller on its way. */
export type Encoding = 'br' | 'gzip';

/** Scripts of some tens of kB, each in up to three forms. */
const MAX_SITES = 500;
/** 8 ms for a loader, once a version; 11, the best, takes 18 ms for 2 % less, and other answers wait meanwhile. */
const BROTLI_QUALITY = 10;
const GZIP_LEVEL = 9;

/** One version of a site's script. */
export interface SiteScript {
  text: string;
  /** Weak: the same for every encoding. */
  etag: string;
  /** The bytes in that encoding, compressed at the first call. */
  encode(encoding: Encoding): Uint8Array<ArrayBuffer>;
}

interface Entry {
  of: PublicSnapshot;
  script: SiteScript;
}

/** The scripts of this isolate's sites, put together and compressed once a version and not once a request. */
export class SiteScripts {
  readonly #entries = new Map<string, Entry>();
  readonly #maxSites: number;

  constructor(maxSites = MAX_SITES) {
    this.#maxSites = maxSites;
  }

  /** `compose` makes the text; called again only for a snapshot that was not seen before. */
  async get(snapshot: PublicSnapshot, compose: (snapshot: PublicSnapshot) => string): Promise<SiteScript> {
    const known = this.#entries.get(snapshot.site);
    if (known?.of === snapshot) return known.script;
    const text = compose(snapshot);
    // Snapshots are fetched again every few seconds, and mostly say what they said before.
    const script = known?.script.text === text ? known.script : await createScript(text);
    this.#keep(snapshot.site, { of: snapshot, script });
    return script;
  }

  #keep(site: string, entry: Entry): void {
    this.#entries.delete(site);
    this.#entries.set(site, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#maxSites && oldest !== undefined) this.#entries.delete(oldest);
  }
}

async function createScript(text: string): Promise<SiteScript> {
  const etag = `W/"${(await sha256Hex(text)).slice(0, 32)}"`;
  const encoded = new Map<Encoding, Uint8Array<ArrayBuffer>>();
  return {
    text,
    etag,
    encode(encoding) {
      const bytes = encoded.get(encoding) ?? compress(new TextEncoder().encode(text), encoding);
      encoded.set(encoding, bytes);
      return bytes;
    },
  };
}

function compress(plain: Uint8Array, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'gzip') return gzipSync(plain, { level: GZIP_LEVEL });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(plain, {
    params: { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
}

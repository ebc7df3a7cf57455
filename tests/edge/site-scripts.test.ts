import { describe, expect, it } from 'vitest';
import { matchesEtag, pickEncoding } from '../../edge/http/encoding.ts';
import { SiteScripts } from '../../edge/services/site-scripts.ts';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';

function aSnapshot(site: string, version = 1): PublicSnapshot {
  return {
    version,
    site,
    hosts: ['shop.example'],
    consentDefault: 'full',
    late: 'unseen',
    matchPerPage: false,
    targets: [],
    widgets: [],
  };
}
const compose = (snapshot: PublicSnapshot) => `start(${JSON.stringify(snapshot)});`.repeat(20);

function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).text();
}

describe('the scripts of an isolate', () => {
  it('compress a version once, to what decodes to its text', async () => {
    const scripts = new SiteScripts();
    const script = await scripts.get(aSnapshot('s1'), compose);
    const bytes = script.encode('gzip');
    expect(await gunzip(bytes)).toBe(script.text);
    expect(script.encode('br').length).toBeLessThan(bytes.length);
    // The same snapshot, fetched once more.
    const again = await scripts.get(aSnapshot('s1'), compose);
    expect([again.encode('gzip') === bytes, again.etag]).toEqual([true, script.etag]);
  });

  it('are put together once a snapshot', async () => {
    const scripts = new SiteScripts();
    const snapshot = aSnapshot('s1');
    let count = 0;
    const counted = (one: PublicSnapshot) => compose(one) + ++count;
    await scripts.get(snapshot, counted);
    await scripts.get(snapshot, counted);
    expect(count).toBe(1);
  });

  it('change with the snapshot, and so does the tag by which browsers ask again', async () => {
    const scripts = new SiteScripts();
    const before = await scripts.get(aSnapshot('s1', 1), compose);
    const after = await scripts.get(aSnapshot('s1', 2), compose);
    expect(after.text).toContain('"version":2');
    expect(after.etag).not.toBe(before.etag);
    expect(await gunzip(after.encode('gzip'))).toBe(after.text);
  });

  it('forget the site that was made longest ago, and not more than they must', async () => {
    const scripts = new SiteScripts(2);
    const [one, two, three] = [aSnapshot('s1'), aSnapshot('s2'), aSnapshot('s3')];
    const first = await scripts.get(one, compose);
    const second = await scripts.get(two, compose);
    await scripts.get(three, compose);
    expect(await scripts.get(two, compose)).toBe(second);
    expect(await scripts.get(one, compose)).not.toBe(first);
  });
});

describe('the encoding of an answer', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0.000', null],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['*;q=0', null],
    ['identity', null],
    ['brotli, xgzip', null],
    ['', null],
    [undefined, null],
  ])('for Accept-Encoding %j is %j', (header, encoding) => {
    expect(pickEncoding(header)).toBe(encoding);
  });

  it.each([
    ['W/"a"', true],
    ['"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    [undefined, false],
  ])('is left out for somebody whose If-None-Match is %j: %j', (header, isKnown) => {
    expect(matchesEtag(header, 'W/"a"')).toBe(isKnown);
  });
});

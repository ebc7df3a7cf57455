import { beforeAll, describe, expect, it } from 'vitest';
import { aBusiness, type Business } from '../support/admin.ts';

describe('GET …/sites/{id}/code', () => {
  let business: Business;
  let path: string;
  let key: string;

  beforeAll(async () => {
    business = await aBusiness();
    const site = await business.make('sites', { name: 'Shop', hosts: ['*.shop.example', 'shop.example'] });
    path = `sites/${site.id}/code`;
    key = String(site.key);
  });

  it('gives the tag of the site as JSON', async () => {
    const { headers, body } = await business.ask('GET', path);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body.tag).toBe(`<script async src="http://127.0.0.1:8787/r/${key}.js"></script>`);
  });

  it('gives it as a file to keep to whoever asks for text', async () => {
    const { headers, body } = await business.ask('GET', path, { headers: { accept: 'text/plain' } });
    expect(headers.get('content-disposition')).toBe('attachment; filename="ringlet-shop.example.txt"');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(body).toContain(`/r/${key}.js"></script>`);
  });

  it('gives JSON to a browser, which would rather have a page', async () => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const { headers } = await business.ask('GET', path, { headers: { accept } });
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('cannot be written', async () => {
    expect((await business.ask('POST', path)).status).toBe(405);
  });
});

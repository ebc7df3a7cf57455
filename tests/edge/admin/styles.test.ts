import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PublicSnapshot } from '../../../shared/contract/site-snapshot.ts';
import { loaderPath, siteSnapshotPath } from '../../../shared/paths.ts';
import { aBusiness, aShop, type Business, type Json, send } from '../support/admin.ts';

interface World {
  business: Business;
  links: Json;
  siteKey: string;
}

async function aWorld(): Promise<World> {
  const business = await aBusiness();
  const { site, office } = await aShop(business);
  const { body } = await business.ask('GET', `sites/${site}`);
  return { business, links: { site, offices: [office] }, siteKey: body.key };
}

/** The rules that visitors of the site's first widget get. */
async function shownCss(siteKey: string): Promise<string> {
  const { body } = await send('GET', siteSnapshotPath(siteKey));
  return (body as PublicSnapshot).widgets[0]?.style.css ?? 'no widget';
}

const codes = (body: Json) => (body.warnings as { code: string }[]).map(({ code }) => code);

describe('a saved style', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });

  it('is made once, says by whom, and may be saved as a new one from there', async () => {
    const { business } = world;
    const first = await business.make('styles', { name: 'Spring', style: { accent: '#0b7a4b' } });
    expect(first).toMatchObject({
      name: 'Spring',
      basedOn: null,
      madeBy: { account: business.account, token: 'First token' },
      createdAt: expect.stringMatching(/Z$/),
    });
    const second = await business.make('styles', { name: 'Summer', style: first.style, basedOn: first.id });
    expect(second.basedOn).toBe(first.id);
    const unknown = { name: 'X', basedOn: 'sty_0000000000000000' };
    const refused = await business.ask('POST', 'styles', { body: unknown });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ path: 'basedOn', code: 'unknown_reference' }),
    ]);
    const moved = await business.patch(`styles/${second.id}`, { basedOn: null });
    expect(moved.body.errors).toEqual([expect.objectContaining({ path: 'basedOn', code: 'fixed' })]);
    const { body } = await business.ask('GET', 'styles');
    expect(body.items.map(({ name }: Json) => name)).toEqual(['Spring', 'Summer']);
  });

  it('changes all widgets that wear it, and their visitors see it', async () => {
    const { business, links, siteKey } = world;
    const style = await business.make('styles', { name: 'Red', style: { accent: '#a01010' } });
    const widget = await business.make('widgets', { name: 'W', ...links, styleId: style.id });
    expect(widget).toMatchObject({ styleId: style.id, style: { accent: '#a01010' } });
    expect(await shownCss(siteKey)).toContain('#a01010');
    await business.patch(`styles/${style.id}`, { style: { accent: '#103080' } });
    expect(await shownCss(siteKey)).toContain('#103080');
    const after = await business.ask('GET', `widgets/${widget.id}`);
    expect(after.body).toMatchObject({ styleId: style.id, style: { accent: '#103080' } });

    const inUse = await business.ask('DELETE', `styles/${style.id}`);
    expect(inUse).toMatchObject({ status: 409, body: { type: expect.stringMatching(/in_use$/) } });
    expect(inUse.body.detail).toContain(widget.id);

    // Colours of its own take the saved style off; another saved one is put on, whatever stands there.
    const own = await business.patch(`widgets/${widget.id}`, { style: { accent: '#222222' } });
    expect(own.body).toMatchObject({ styleId: null, style: { accent: '#222222' } });
    const back = await business.patch(`widgets/${widget.id}`, { styleId: style.id });
    expect(back.body).toMatchObject({ styleId: style.id, style: { accent: '#103080' } });
    const named = await business.patch(`widgets/${widget.id}`, { name: 'Renamed' });
    expect(named.body).toMatchObject({ styleId: style.id });
    await business.patch(`widgets/${widget.id}`, { styleId: null });
    expect((await business.ask('DELETE', `styles/${style.id}`)).status).toBe(204);
  });

  it('refuses to be worn if it is none', async () => {
    const body = { name: 'W', ...world.links, styleId: 'sty_0000000000000000' };
    const answer = await world.business.ask('POST', 'widgets', { body });
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ path: 'styleId', code: 'unknown_reference' }),
    ]);
  });
});

describe('what is hard to read or not allowed', () => {
  it('is told with every save, and contrast as long as it is so', async () => {
    const { business, links, siteKey } = await aWorld();
    const css = '.rl-title { color: red; position: fixed }\n.agree { display: none }';
    const style = { colours: { links: '#ffee88' }, css };
    const widget = await business.make('widgets', { name: 'W', ...links, style });
    expect(widget.style).toMatchObject({ css: '.rl-title {color: red}', colours: { links: '#ffee88' } });
    expect(codes(widget)).toEqual(['contrast', 'css_refused', 'css_refused']);
    expect(widget.warnings).toContainEqual({
      code: 'css_refused',
      path: 'style.css',
      message: 'Line 1: position of .rl-title is not taken.',
    });
    const read = await business.ask('GET', `widgets/${widget.id}`);
    expect(codes(read.body)).toEqual(['contrast']);
    const shown = await shownCss(siteKey);
    expect(shown).toContain('.title {color: red}');
    expect(shown).not.toContain('#ffee88!important}\n@media');
    expect(read.body.warnings[0].message).toMatch(/^#ffee88 on #ffffff is hard to read; #\w{6} is shown\.$/);
    expect(shown).toContain(/(#\w{6}) is shown/.exec(read.body.warnings[0].message)?.[1]);

    const patched = await business.patch(`widgets/${widget.id}`, { style: { css: '@import "x";' } });
    expect(codes(patched.body)).toEqual(['contrast', 'css_refused']);
    expect(patched.body.style.css).toBe('');
  });

  it('is told before anything is saved', async () => {
    const { business } = await aWorld();
    const style = { colours: { links: '#ffee88' }, css: '.rl-title { color: url(x) } .rl-lead {}' };
    const { status, body } = await business.ask('POST', 'styles/check', { body: { style } });
    expect(status).toBe(200);
    expect(codes(body)).toEqual(['contrast', 'css_refused']);
    expect(body.style.css).toBe('');
    expect((await business.ask('GET', 'styles')).body.items).toEqual([]);
  });
});

describe('a holiday', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('dresses the widget for visitors alone, in the script of the page too', async () => {
    const { business, links, siteKey } = await aWorld();
    const widget = await business.make('widgets', { name: 'W', ...links, holidayStyles: ['halloween'] });
    const refused = await business.patch(`widgets/${widget.id}`, { holidayStyles: ['easter', 'monday'] });
    expect(refused.status).toBe(400);

    const year = new Date().getUTCFullYear() + 1;
    for (const [day, isDressed] of [
      [`${year}-10-27T12:00:00Z`, false],
      [`${year}-10-31T12:00:00Z`, true],
      [`${year}-11-01T12:00:00Z`, false],
    ] as const) {
      vi.useFakeTimers({ now: Date.parse(day), toFake: ['Date'] });
      expect([day, (await shownCss(siteKey)).includes('🎃')]).toEqual([day, isDressed]);
      const script = await send('GET', loaderPath(siteKey));
      expect([day, script.body.includes('🎃')]).toEqual([day, isDressed]);
    }
    vi.useRealTimers();
    const { body } = await business.ask('GET', `widgets/${widget.id}`);
    expect(body.style).toEqual(widget.style);
  });
});

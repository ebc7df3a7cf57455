import { beforeEach, describe, expect, it, vi } from 'vitest';
import { spellLike, spellOwn } from '../../../widget/npm/spell-number.ts';

const SITE = { origin: 'https://calls.example', site: 's1' };

interface PageWindow {
  ringlet?: ((...args: unknown[]) => unknown) & { q?: unknown[][] };
}
const page = window as unknown as PageWindow;

/** The package as a page imports it: one of its own for each test. */
async function importPackage() {
  vi.resetModules();
  return import('../../../widget/npm/ringlet.ts');
}

/** What the script does once it has come: takes the queue over, and tells whoever listens for `ready`. */
function runScript(answers: Record<string, unknown> = {}): unknown[][] {
  const calls: unknown[][] = [];
  const queue = page.ringlet?.q ?? [];
  page.ringlet = (...args) => {
    calls.push(args);
    if (args[0] === 'on' && args[1] === 'ready') (args[2] as () => void)();
    return Promise.resolve(answers[String(args[0])]);
  };
  for (const args of queue) page.ringlet(...args);
  return calls;
}

/** The page's loading of the tag is not what is looked at here. */
const { settings } = (window as unknown as { happyDOM: { settings: Record<string, boolean> } }).happyDOM;
settings.disableJavaScriptFileLoading = true;
settings.handleDisabledFileLoadingAsSuccess = true;

const tags = () => [...document.querySelectorAll('script')];

beforeEach(() => {
  document.head.replaceChildren();
  delete page.ringlet;
});

describe('load', () => {
  it('puts the tag in once, with what it is told', async () => {
    const { load } = await importPackage();
    load({ ...SITE, consent: 'memory', lang: 'ru', nonce: 'n1' });
    load(SITE);
    expect(tags()).toHaveLength(1);
    const [tag] = tags();
    expect([tag?.src, tag?.async, tag?.nonce, { ...tag?.dataset }]).toEqual([
      'https://calls.example/r/s1.js',
      true,
      'n1',
      { consent: 'memory', lang: 'ru' },
    ]);
  });

  it('leaves a tag alone that the page has in its HTML', async () => {
    document.head.innerHTML = '<script async src="https://calls.example/r/s1.js" type="text/plain"></script>';
    const { load } = await importPackage();
    load(SITE);
    expect(tags()).toHaveLength(1);
  });

  it('pins a version by its hash', async () => {
    const { load } = await importPackage();
    load({ ...SITE, version: '1.2.3', integrity: 'sha384-abc' });
    const [tag] = tags();
    expect([tag?.src, tag?.integrity, tag?.crossOrigin, tag?.dataset.site]).toEqual([
      'https://calls.example/v/1.2.3/ringlet.js',
      'sha384-abc',
      'anonymous',
      's1',
    ]);
  });
});

describe('ringlet', () => {
  it('keeps early calls in order for the script, and answers the later ones by it', async () => {
    const { load, ringlet } = await importPackage();
    load(SITE);
    const veto = () => true;
    void ringlet('beforeSwap', veto);
    void ringlet('consent', 'full');
    const numbers = ringlet('numbers');
    await Promise.resolve();
    const calls = runScript({ numbers: ['n'] });
    expect(await numbers).toEqual(['n']);
    expect(calls.map(([name]) => name)).toEqual(['beforeSwap', 'consent', 'on', 'numbers']);
  });

  it('speaks at once to a script that was there before', async () => {
    const calls = runScript({ swap: 2 });
    const { ringlet } = await importPackage();
    expect(await ringlet('swap', '.header')).toBe(2);
    expect(calls.at(-1)).toEqual(['swap', '.header']);
  });

  it('rejects what waits for a script that cannot be had, and lets it be tried again', async () => {
    const { load, ringlet } = await importPackage();
    load(SITE);
    const opened = ringlet('open');
    tags()[0]?.dispatchEvent(new Event('error'));
    await expect(opened).rejects.toMatchObject({ code: 'unreachable' });
    load(SITE);
    expect(tags()).toHaveLength(1);
    const again = ringlet('open');
    await Promise.resolve();
    runScript();
    await again;
  });

  it('begins anew after an instance was destroyed', async () => {
    const { load, ringlet } = await importPackage();
    load(SITE);
    runScript();
    document.dispatchEvent(new CustomEvent('ringlet:destroyed', { detail: { site: 's1' } }));
    expect([tags().length, page.ringlet]).toEqual([0, undefined]);
    load(SITE);
    const opened = ringlet('open');
    await Promise.resolve();
    const calls = runScript();
    await opened;
    expect(calls.map(([name]) => name)).toEqual(['on', 'open']);
  });
});

describe('a number in the form of the page', () => {
  it.each([
    ['+7 (495) 000-10-10', '+74955550101', '+7 (495) 555-01-01'],
    ['8 495 000-10-10', '+74955550101', '8 495 555-01-01'],
    ['7-495-000-10-10', '+74955550101', '7-495-555-01-01'],
    ['(+44) 20 7946 0000', '+442079460001', '(+44) 20 7946 0001'],
    // Without the country's code nothing says where it would begin.
    ['020 7946 0000', '+442079460001', '+442079460001'],
    ['000-10-10', '+74955550101', '+74955550101'],
    ['+7 495 000 10 10, ext. 5', '+74955550101', '+74955550101'],
    ['8 1 234 567 89 01', '+81234567890', '+81234567890'],
    ['Call us', '+74955550101', '+74955550101'],
  ])('%s becomes %s as %s', (own, number, text) => {
    expect(spellLike(own, number)).toEqual({ text, tel: `tel:${number}` });
  });

  it('is the page’s own as it stands, with a link that dials', () => {
    expect(spellOwn('+7 (495) 000-10-10')).toEqual({ text: '+7 (495) 000-10-10', tel: 'tel:+74950001010' });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The template by its sections, `___NAME___`. */
const SECTIONS = Object.fromEntries(
  readFileSync('integrations/google-tag-manager/template.tpl', 'utf8')
    .split(/^___(?=[A-Z_]+___$)/m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('___')), part.slice(part.indexOf('___') + 3).trim()]),
);
const SITE = { origin: 'https://calls.example', site: 's1' };

interface Permission {
  instance: { key: { publicId: string }; param: { value: { listItem: unknown[] } }[] };
}
const permissions = JSON.parse(SECTIONS.WEB_PERMISSIONS ?? '') as Permission[];
const grantOf = (name: string) =>
  JSON.stringify(permissions.find(({ instance }) => instance.key.publicId === name)?.instance.param);

type Call = (...args: never[]) => unknown;

/** Runs the tag as the container does: in strict mode, with nothing but `data` and the APIs that it asks for. */
function fire(consent: string, isGranted = false) {
  const said: unknown[][] = [];
  const injected: unknown[] = [];
  const listeners: ((type: string, granted: boolean) => void)[] = [];
  const page: { ringlet?: (...args: unknown[]) => void } = {};
  const apis: Record<string, Call> = {
    createArgumentsQueue: (name: string, queue: string) => {
      expect([name, queue]).toEqual(['ringlet', 'ringlet.q']);
      page.ringlet ??= (...args) => void said.push(['queued', ...args]);
      return page.ringlet;
    },
    callInWindow: (name: 'ringlet', ...args: unknown[]) => page[name]?.(...args),
    injectScript: (url: string, onSuccess: () => void) => {
      injected.push(url);
      page.ringlet = (...args) => void said.push(['live', ...args]);
      onSuccess();
    },
    isConsentGranted: () => isGranted,
    addConsentListener: (_: string, listener: (type: string, granted: boolean) => void) =>
      void listeners.push(listener),
  };
  const events: string[] = [];
  const data = {
    ...SITE,
    consent,
    gtmOnSuccess: () => events.push('success'),
    gtmOnFailure: () => events.push('failure'),
  };
  const run = new Function('require', 'data', `'use strict';${SECTIONS.SANDBOXED_JS_FOR_WEB_TEMPLATE}`);
  run((name: string) => apis[name], data);
  return { said, injected, listeners, events };
}

describe('the template for Google Tag Manager', () => {
  it('has its sections, and each that is data can be read', () => {
    expect(Object.keys(SECTIONS)).toEqual([
      'INFO',
      'TEMPLATE_PARAMETERS',
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      'WEB_PERMISSIONS',
      'TESTS',
      'NOTES',
    ]);
    expect(JSON.parse(SECTIONS.INFO ?? '')).toMatchObject({ type: 'TAG', containerContexts: ['WEB'] });
    const names = JSON.parse(SECTIONS.TEMPLATE_PARAMETERS ?? '').map(({ name }: { name: string }) => name);
    expect(names).toEqual(['origin', 'site', 'consent']);
  });

  it('asks for leave to do what it does and nothing else', () => {
    expect(permissions.map(({ instance }) => instance.key.publicId)).toEqual([
      'access_globals',
      'access_consent',
      'inject_script',
    ]);
    expect(grantOf('access_globals')).toContain('"ringlet.q"');
    expect(grantOf('access_consent')).toContain('"analytics_storage"');
    expect(grantOf('inject_script')).toContain('"https://calls.example/r/*"');
  });

  it('loads the script of the site', () => {
    const { injected, said, events } = fire('site');
    expect([injected, said, events]).toEqual([['https://calls.example/r/s1.js'], [], ['success']]);
  });

  it('says the mode of consent before the script comes', () => {
    expect(fire('none').said).toEqual([['queued', 'consent', 'none']]);
  });

  it('follows the consent mode, also when it changes after the script has come', () => {
    const { said, listeners } = fire('google', false);
    listeners[0]?.('analytics_storage', true);
    expect(said).toEqual([
      ['queued', 'consent', 'memory'],
      ['live', 'consent', 'full'],
    ]);
    expect(fire('google', true).said).toEqual([['queued', 'consent', 'full']]);
  });
});

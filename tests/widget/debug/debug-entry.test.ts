import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEBUG_KEY, debugWish } from '../../../widget/debug-entry.ts';
import { takeDebugParameter } from '../../../widget/page/debug-parameter.ts';

beforeEach(() => history.replaceState({ own: 1 }, '', '/page'));
afterEach(() => sessionStorage.clear());

it('is not asked for in a tab that nobody debugs, and leaves no trace there', () => {
  expect(debugWish(window)).toBeFalsy();
  expect(sessionStorage.length).toBe(0);
});

it('takes the parameter out of the address, keeps the page’s state, and remembers the tab', () => {
  history.replaceState({ own: 1 }, '', '/page?a=1&ringlet=debug.t0ken&b=2#c');
  expect(debugWish(window)).toBe('debug');
  expect(takeDebugParameter(window)).toBe('&ringlet=debug.t0ken');
  expect(location.href).toMatch(/\/page\?a=1&b=2#c$/);
  expect(history.state).toEqual({ own: 1 });
  expect([debugWish(window), takeDebugParameter(window)]).toEqual([
    '&ringlet=debug.t0ken',
    '&ringlet=debug.t0ken',
  ]);
  sessionStorage.removeItem(DEBUG_KEY);
  expect(debugWish(window)).toBeFalsy();
});

it('works for one page view where the browser refuses storage', () => {
  const refusing = new Proxy(window, {
    get(target, name) {
      if (name === 'sessionStorage') throw new DOMException('refused', 'SecurityError');
      return Reflect.get(target, name, target) as unknown;
    },
  });
  expect(debugWish(refusing)).toBeFalsy();
  history.replaceState(null, '', '/page?ringlet=debug');
  expect(debugWish(refusing)).toBe('debug');
  expect(takeDebugParameter(refusing)).toBe('?ringlet=debug');
});

it('tells the wish to see unsaved looks, which is of one page and not of the tab', () => {
  history.replaceState(null, '', '/page?ringlet=debug_preview.t0ken');
  expect(debugWish(window)).toBe('debug_');
  history.replaceState(null, '', '/next');
  expect(debugWish(window)).toBeFalsy();
});

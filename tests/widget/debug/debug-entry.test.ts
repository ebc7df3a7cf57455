import { afterEach, beforeEach, expect, it } from 'vitest';
import { endDebugging, takeDebugRequest } from '../../../widget/debug-entry.ts';

beforeEach(() => history.replaceState({ own: 1 }, '', '/page'));
afterEach(() => sessionStorage.clear());

it('is null in a tab that nobody debugs, and leaves no trace there', () => {
  expect(takeDebugRequest(window)).toBeNull();
  expect(sessionStorage.length).toBe(0);
});

it('takes the parameter out of the address, keeps the page’s state, and remembers the tab', () => {
  history.replaceState({ own: 1 }, '', '/page?a=1&ringlet=debug.t0ken&b=2#c');
  expect(takeDebugRequest(window)?.parameter).toBe('&ringlet=debug.t0ken');
  expect(location.href).toMatch(/\/page\?a=1&b=2#c$/);
  expect(history.state).toEqual({ own: 1 });
  expect(takeDebugRequest(window)?.parameter).toBe('&ringlet=debug.t0ken');
  endDebugging(window);
  expect(takeDebugRequest(window)).toBeNull();
});

it('hears what happens before the overlay is there', () => {
  history.replaceState(null, '', '/page?ringlet=debug');
  const early = takeDebugRequest(window)?.early;
  document.dispatchEvent(new CustomEvent('ringlet:swap_skipped', { detail: { reason: 'late' } }));
  document.dispatchEvent(new CustomEvent('ringlet:ready', { detail: {} }));
  expect(early?.map((event) => (event as CustomEvent).detail)).toEqual([{ reason: 'late' }]);
});

it('works for one page view where the browser refuses storage', () => {
  history.replaceState(null, '', '/page?ringlet=debug');
  const refusing = new Proxy(window, {
    get(target, name) {
      if (name === 'sessionStorage') throw new DOMException('refused', 'SecurityError');
      return Reflect.get(target, name, target) as unknown;
    },
  });
  expect(takeDebugRequest(refusing)).not.toBeNull();
  expect(() => endDebugging(refusing)).not.toThrow();
});

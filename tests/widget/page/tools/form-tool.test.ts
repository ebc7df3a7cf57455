import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackOrder } from '../../../../shared/contract/callback.ts';
import { createLook } from '../../../../widget/page/behaviour/audience.ts';
import { watchForms } from '../../../../widget/page/tools/form-tool.ts';
import { type FormTool, readForm } from '../../../../widget/page/tools/read-form.ts';
import { aWidget } from '../../callback/builders.ts';
import { aPage, type FakePage } from '../behaviour/behaviour-host.ts';

const TOOL: FormTool = {
  kind: 'form',
  id: 'contacts',
  name: 'Contacts form',
  title: '',
  isOn: true,
  rules: [],
  selector: 'form.order',
  fields: { phone: 'tel', name: 'who', param1: 'colour', param2: 'extras', param3: 'secret' },
};

function aForm(fields: string): HTMLFormElement {
  document.body.innerHTML = `<form class="order">${fields}</form>`;
  return document.querySelector('form') as HTMLFormElement;
}

describe('what a visitor has filled in', () => {
  const read = (fields: string) => readForm(aForm(fields), TOOL, aWidget());

  it('is the number as it can be called, the name, and what else is mapped', () => {
    const fields = `<input name="tel" value="+7 (916) 123-45-67"><input id="who" value=" Anna ">
      <select name="colour"><option value="1">White</option><option value="2" selected>Green</option></select>
      <input type="checkbox" name="extras" value="sink" checked><input type="checkbox" name="extras" value="tap">
      <input type="checkbox" name="extras" value="lamp" checked>`;
    expect(read(fields)).toEqual({
      phone: '+79161234567',
      name: 'Anna',
      extra: { param1: 'Green', param2: 'sink, lamp' },
    });
  });

  it('is never a password', () => {
    expect(
      read('<input name="tel" value="+79161234567"><input type="password" name="secret" value="x">'),
    ).toEqual({
      phone: '+79161234567',
      name: '',
      extra: {},
    });
  });

  it.each([
    '',
    '<input name="tel">',
    '<input name="tel" value="+7 916">',
    '<input name="tel" value="a@b.example">',
  ])('is nothing without a number that can be called: %s', (fields) => {
    expect(read(fields)).toBeNull();
  });

  it('is cut to what an order may carry', () => {
    const fields = `<input name="tel" value="+79161234567"><input name="who" value="${'x'.repeat(200)}">
      <input name="colour" value="${'y'.repeat(900)}">`;
    const filled = read(fields);
    expect([filled?.name.length, filled?.extra.param1?.length]).toEqual([100, 512]);
  });
});

describe('a form that is sent', () => {
  let page: FakePage;
  let requests: { url: string; init: RequestInit; order: CallbackOrder }[];
  let answer: () => Promise<Response>;

  beforeEach(() => {
    page = aPage({ widget: { tools: [TOOL] } });
    requests = [];
    answer = async () => Response.json({ id: 'cb_1', status: 'due', token: 't' }, { status: 202 });
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      requests.push({ url, init, order: JSON.parse(String(init.body)) });
      return answer();
    });
    const look = createLook({ channels: [], devices: [] }, page.host.visitContext, '');
    watchForms(page.host, look);
  });
  afterEach(() => {
    page.end();
    vi.unstubAllGlobals();
  });

  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const send = async (form = aForm('<input name="tel" value="+79161234567">')) => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    await settle();
    return event;
  };

  it('orders beside the page, in a way that outlives it and needs no preflight', async () => {
    const event = await send();
    expect(event.defaultPrevented).toBe(false);
    expect(requests).toHaveLength(1);
    const [{ url, init, order } = { url: '', init: {}, order: null }] = requests;
    expect(url).toMatch(/^https:\/\/edge\.example\/v1\/callbacks\?key=[\w-]{8,}$/);
    expect(init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' });
    expect(init.headers).toBeUndefined();
    expect(order).toMatchObject({
      tool: 'contacts',
      phone: '+79161234567',
      lease: 'lease.1',
      office: 'off_a',
      consent: { text: 'page', given: true },
    });
    expect(page.told).toEqual([
      { name: 'callback_ordered', detail: { widget: 'w1', id: 'cb_1', status: 'due' } },
    ]);
  });

  it('orders before a handler of the page empties it', async () => {
    const form = aForm('<input name="tel" value="+79161234567">');
    form.addEventListener('submit', (event) => {
      event.stopImmediatePropagation();
      form.reset();
      form.replaceChildren();
    });
    await send(form);
    expect(requests).toHaveLength(1);
  });

  it('orders once for one number, and again after an order that did not arrive', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await send();
    expect(page.told).toEqual([{ name: 'error', detail: { code: 'network' } }]);
    answer = async () => Response.json({ type: 'https://edge.example/problems/caps' }, { status: 429 });
    await send();
    expect(page.told.at(-1)).toEqual({ name: 'error', detail: { code: 'caps' } });
    await send();
    expect(requests).toHaveLength(2);
    await send(aForm('<input name="tel" value="+79161234568">'));
    expect(requests).toHaveLength(3);
  });

  it('is left alone when it is not the one, or nothing is watched any more', async () => {
    document.body.innerHTML = '<form class="search"><input name="tel" value="+79161234567"></form>';
    await send(document.querySelector('form') as HTMLFormElement);
    page.end();
    await send();
    expect(requests).toEqual([]);
  });
});

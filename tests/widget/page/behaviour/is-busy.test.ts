import { afterEach, describe, expect, it } from 'vitest';
import { isBusy } from '../../../../widget/page/behaviour/is-busy.ts';

afterEach(() => {
  document.body.className = '';
  document.body.replaceChildren();
});

/** A page on which the element with the id `here` has the focus. */
function pageWith(html: string): boolean {
  document.body.innerHTML = html;
  document.getElementById('here')?.focus();
  return isBusy(document);
}

describe('a page on which the widget must not open by itself', () => {
  it.each([
    ['a field', '<input id="here">'],
    ['a text area', '<textarea id="here"></textarea>'],
    ['a choice', '<select id="here"><option>1</option></select>'],
    ['a box to tick', '<input type="checkbox" id="here">'],
    ['a dialog', '<div role="dialog"><button id="here">OK</button></div>'],
    ['a cookie banner', '<div class="CookieConsent__bar"><button id="here">OK</button></div>'],
    ['a banner that says so', '<section aria-label="Cookies"><a href="#" id="here">OK</a></section>'],
  ])('has the focus in %s', (_name, html) => {
    expect(pageWith(html)).toBe(true);
  });

  it.each([
    ['nowhere', '<p>Text</p>'],
    ['a link', '<a href="#" id="here">Link</a>'],
    ['a button that sends', '<input type="submit" id="here">'],
    ['a button beside a banner', '<div id="cookies">…</div><button id="here">Go</button>'],
  ])('has not the focus %s', (_name, html) => {
    expect(pageWith(html)).toBe(false);
  });

  it('is not one whose own class speaks of cookies', () => {
    document.body.className = 'cookies-accepted';
    expect(pageWith('<button id="here">Go</button>')).toBe(false);
  });

  it('is one with the focus in a field of a component', () => {
    document.body.innerHTML = '<my-field tabindex="0" id="host"></my-field>';
    const host = document.getElementById('host') as HTMLElement;
    host.attachShadow({ mode: 'open' }).innerHTML = '<input>';
    const field = host.shadowRoot?.querySelector('input');
    field?.focus();
    // Not every implementation of the DOM focuses into a shadow root; where it does, the field is found.
    expect(isBusy(document)).toBe(host.shadowRoot?.activeElement === field);
  });
});

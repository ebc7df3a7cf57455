import fc from 'fast-check';
import { h, Fragment as PreactFragment, render as renderByPreact, type VNode } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { Fragment, jsx, render } from '../../../widget/callback/small-preact.ts';

/** What is drawn, before either of the two has made it theirs. */
type Spec =
  | string
  | number
  | boolean
  | null
  | Spec[]
  | {
      kind: 'element' | 'component' | 'fragment';
      tag: string;
      key?: string;
      props: object;
      children: Spec[];
    };

const { spec } = fc.letrec<{ spec: Spec }>((tie) => ({
  spec: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, false, true, '', 'text', 'other', 7),
    fc
      .uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.constantFrom('x', 'y') }), {
        selector: ({ key }) => key,
      })
      .map((items) =>
        items.map(({ key, text }) => ({
          kind: 'element' as const,
          tag: 'li',
          key,
          props: {},
          children: [text],
        })),
      ),
    fc.record({
      kind: fc.constantFrom('element', 'element', 'component', 'fragment'),
      tag: fc.constantFrom('div', 'span', 'p', 'svg'),
      props: fc.record(
        {
          // Those that are attributes for Preact as well, and not properties.
          class: fc.constantFrom('one', 'two'),
          role: fc.constantFrom('status', undefined, null),
          'aria-busy': fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      children: fc.array(tie('spec'), { maxLength: 4 }),
    }),
  ),
}));

type Make = (type: unknown, props: Record<string, unknown>, key?: string) => unknown;

/** Makes the same drawing for either. */
function draw(what: Spec, make: Make, fragment: unknown): unknown {
  if (Array.isArray(what)) return what.map((one) => draw(one, make, fragment));
  if (typeof what !== 'object' || what === null) return what;
  const children = what.children.map((one) => draw(one, make, fragment));
  if (what.kind === 'fragment') return make(fragment, { children }, what.key);
  if (what.kind === 'component') return make(Component, { make, tag: what.tag, children }, what.key);
  return make(what.tag, { ...what.props, children }, what.key);
}

function Component({ make, tag, children }: { make: Make; tag: string; children: unknown }): never {
  return [make(tag, { children }), 'after'] as never;
}

/** What an element holds, its attributes in the order of their names. */
function write(node: Node): string {
  if (!(node instanceof Element)) return `"${node.nodeValue}"`;
  const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
  return `<${[node.tagName, ...attributes].join(' ')}>${[...node.childNodes].map(write).join('')}</>`;
}

const byPreact: Make = (type, props, key) => h(type as string, key === undefined ? props : { ...props, key });
const bySmall: Make = (type, props, key) => jsx(type as string, props, key);

it('leaves the same document as Preact, whatever follows upon whatever', () => {
  fc.assert(
    fc.property(fc.array(spec, { minLength: 1, maxLength: 5 }), (drawings) => {
      const [theirs, ours] = [document.createElement('div'), document.createElement('div')];
      for (const what of drawings) {
        renderByPreact(draw(what, byPreact, PreactFragment) as VNode, theirs);
        render(draw(what, bySmall, Fragment), ours);
        expect(write(ours)).toBe(write(theirs));
      }
    }),
    { numRuns: 500 },
  );
});

describe('what is drawn again', () => {
  const field = (props: Record<string, unknown>, ...before: unknown[]) =>
    jsx('form', { children: [...before, jsx('input', props), jsx('p', { children: 'below' })] });

  it('is the same element, whose text is touched only where it differs', () => {
    const place = document.createElement('div');
    render(field({ value: 'a' }, null), place);
    const input = place.querySelector('input') as HTMLInputElement;
    input.value = 'typed';
    const write = vi.spyOn(input, 'value', 'set');
    render(field({ value: 'typed' }, jsx('b', {})), place);
    expect([place.querySelector('input') === input, write.mock.calls]).toEqual([true, []]);
    render(field({ value: 'formatted' }, jsx('b', {})), place);
    expect(write.mock.calls).toEqual([['formatted']]);
  });

  it('hears by what was drawn last, and by nothing once it is gone', () => {
    const place = document.body.appendChild(document.createElement('div'));
    const heard: string[] = [];
    render(field({ onBlur: () => heard.push('first') }), place);
    render(field({ onBlur: () => heard.push('second') }), place);
    const input = place.querySelector('input') as HTMLInputElement;
    input.dispatchEvent(new Event('blur'));
    input.focus();
    render(null, place);
    input.dispatchEvent(new Event('blur'));
    expect([heard, place.innerHTML]).toEqual([['second'], '']);
    place.remove();
  });

  it('tells refs of elements that are in the document, and when they no longer are', () => {
    const place = document.body.appendChild(document.createElement('div'));
    const ref = { current: null as Node | null };
    const seen: unknown[] = [];
    const drawing = jsx('div', {
      children: [jsx('p', { ref }), jsx('b', { ref: (node: Node | null) => seen.push(node?.isConnected) })],
    });
    render(drawing, place);
    expect([ref.current, seen]).toEqual([place.querySelector('p'), [true]]);
    render(null, place);
    expect([ref.current, seen]).toEqual([null, [true, undefined]]);
    place.remove();
  });

  it('chooses in a list only once its options are there', () => {
    const place = document.createElement('div');
    const options = ['', 'a', 'b'].map((value) => jsx('option', { value, children: value }, value));
    render(jsx('select', { value: 'b', children: options }), place);
    expect(place.querySelector('select')?.value).toBe('b');
  });

  it('is not what a page has left on Object.prototype', () => {
    const junk = { configurable: true, value: 'junk' };
    Object.defineProperties(Object.prototype, { children: junk, value: junk, class: junk });
    try {
      const place = document.createElement('div');
      render(jsx('input', {}), place);
      expect(place.innerHTML).toBe('<input>');
    } finally {
      for (const name of ['children', 'value', 'class']) Reflect.deleteProperty(Object.prototype, name);
    }
  });
});

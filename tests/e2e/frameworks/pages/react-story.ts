import type * as ReactLibrary from 'react';
import { type Story, storyAt } from '../story.ts';

/**
 * The page as a component, for whichever React is given: the same file makes the server's markup and the page's.
 * `onMount` gets the function that goes to a step.
 */
export function createStoryPage(
  react: Pick<typeof ReactLibrary, 'createElement' | 'useEffect' | 'useState'>,
  onMount: (goTo: (step: number) => void) => void,
): () => ReactLibrary.ReactElement {
  const { createElement: h, useEffect, useState } = react;
  const row = ({ id, text }: Story['rows'][number]) =>
    h('li', { key: id }, h('span', { className: 'phone' }, text));

  return function StoryPage() {
    const [step, goTo] = useState(0);
    useEffect(() => onMount(goTo), []);
    const { link, line, rows, note } = storyAt(step);
    return h(
      'main',
      null,
      h('a', { className: 'phone', href: link.href }, link.text),
      // Four text nodes side by side, of which React rewrites those that changed.
      h('p', { className: 'phone' }, 'Call ', line.phone, ' now, visit ', line.step),
      h('ul', null, rows.map(row)),
      note !== null && h('b', { className: 'phone' }, note),
    );
  };
}

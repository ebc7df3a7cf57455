import { h, render } from 'preact';
import { storyAt } from '../story.ts';
import { offerWalk } from '../walk.ts';

const container = document.getElementById('root') as HTMLElement;

function StoryPage({ step }: { step: number }) {
  const { link, line, rows, note } = storyAt(step);
  return h('main', null, [
    h('a', { class: 'phone', href: link.href }, link.text),
    h('p', { class: 'phone' }, 'Call ', line.phone, ' now, visit ', line.step),
    h(
      'ul',
      null,
      rows.map(({ id, text }) => h('li', { key: id }, h('span', { class: 'phone' }, text))),
    ),
    note !== null && h('b', { class: 'phone' }, note),
  ]);
}

const show = (step: number) => render(h(StoryPage, { step }), container);
show(0);
offerWalk({ show, unmount: () => render(null, container) });

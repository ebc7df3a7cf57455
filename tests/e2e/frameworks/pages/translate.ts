import { storyAt } from '../story.ts';
import { nextTask, offerWalk } from '../walk.ts';

/** A plain page, and a browser that translates it as Google does: every text moves into two `font` elements. */
const root = document.getElementById('root') as HTMLElement;

async function show(step: number): Promise<void> {
  const { link, line, rows, note } = storyAt(step);
  const a = Object.assign(document.createElement('a'), { href: link.href });
  const p = document.createElement('p');
  const ul = document.createElement('ul');
  a.textContent = link.text;
  p.textContent = `Call ${line.phone} now, visit ${line.step}`;
  for (const element of [a, p]) element.className = 'phone';
  for (const { text } of rows) {
    const span = Object.assign(document.createElement('span'), { className: 'phone', textContent: text });
    const li = document.createElement('li');
    li.append(span);
    ul.append(li);
  }
  root.replaceChildren(a, p, ul);
  if (note !== null) {
    root.append(Object.assign(document.createElement('b'), { className: 'phone', textContent: note }));
  }
  await nextTask();
  translate();
  // Now and then the page writes into what has been translated.
  if (step % 5 === 0)
    p.querySelector('font font')?.replaceChildren(`Call ${line.phone} now, visit ${line.step}`);
}

function translate(): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    inner.append(text.data);
    outer.append(inner);
    for (const font of [outer, inner]) font.style.verticalAlign = 'inherit';
    text.replaceWith(outer);
  }
}

void show(0);
offerWalk({ show, unmount: () => root.replaceChildren() });

import { storyAt } from '../story.ts';

/** Renders the story of a step anew into `root`, all of it. */
export function showStory(root: HTMLElement, step: number): void {
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
  if (note === null) return;
  root.append(Object.assign(document.createElement('b'), { className: 'phone', textContent: note }));
}

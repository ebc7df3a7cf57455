import { storyAt } from '../story.ts';
import { nextTask, offerWalk } from '../walk.ts';
import { showStory } from './show-story.ts';

/** A plain page, and a browser that translates it as Google does: every text moves into two `font` elements. */
const root = document.getElementById('root') as HTMLElement;

async function show(step: number): Promise<void> {
  showStory(root, step);
  await nextTask();
  translate();
  // Now and then the page writes into what has been translated.
  const { line } = storyAt(step);
  if (step % 5 === 0)
    root.querySelector('p font font')?.replaceChildren(`Call ${line.phone} now, visit ${step}`);
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

import { offerWalk } from '../walk.ts';
import { showStory } from './show-story.ts';

/** A site that routes by the Navigation API alone: the browser moves, and the page renders what it is told to. */
const root = document.getElementById('root') as HTMLElement;

navigation.addEventListener('navigate', (event) => {
  if (!event.canIntercept || event.hashChange || event.downloadRequest !== null) return;
  const step = Number(new URL(event.destination.url).searchParams.get('visit'));
  event.intercept({
    // What a page is made of has to be fetched first: the address is new before its text is.
    handler: async () => {
      await Promise.resolve();
      showStory(root, step);
    },
  });
});

/** Every tenth step is a step back and forth again, which the same handler renders. */
async function show(step: number): Promise<void> {
  await navigation.navigate(`?visit=${step}`).finished;
  if (step % 10 !== 0) return;
  await navigation.back().finished;
  await navigation.forward().finished;
}

showStory(root, Number(new URLSearchParams(location.search).get('visit')));
offerWalk({ show, unmount: () => root.replaceChildren(), movesItself: true });

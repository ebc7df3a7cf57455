import * as Turbo from '@hotwired/turbo';
import { offerWalk } from '../walk.ts';

Turbo.session.drive = true;

/** Every tenth step is a step back and forth again, which Turbo shows from its own copies of the pages. */
async function show(step: number): Promise<void> {
  const arrival = (move: () => void) =>
    new Promise<void>((resolve) => {
      document.addEventListener('turbo:load', () => resolve(), { once: true });
      move();
    });
  await arrival(() => Turbo.visit(`/turbo/?visit=${step}`));
  if (step % 10 !== 0) return;
  await arrival(() => history.back());
  await arrival(() => history.forward());
}

offerWalk({ show, movesItself: true });

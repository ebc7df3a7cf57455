import { mount, tick, unmount } from 'svelte';
import { offerWalk } from '../walk.ts';
import StoryPage from './story.svelte';

const target = document.getElementById('root') as HTMLElement;
const page = mount(StoryPage, { target }) as { goTo(step: number): void };
offerWalk({
  show(step) {
    page.goTo(step);
    return tick();
  },
  unmount: () => void unmount(page),
});

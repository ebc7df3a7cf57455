import * as React from 'react';
import { hydrateRoot } from 'react-dom/client';
import { offerWalk } from '../walk.ts';
import { createStoryPage } from './react-story.ts';

const container = document.getElementById('root') as HTMLElement;
const StoryPage = createStoryPage(React, (goTo) => {
  offerWalk({ show: goTo, unmount: () => root.unmount() });
});
const root = hydrateRoot(container, React.createElement(StoryPage));

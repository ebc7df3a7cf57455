import { createRequire } from 'node:module';
import type * as ReactLibrary from 'react';
import { createStoryPage } from './pages/react-story.ts';
import { storyAt } from './story.ts';

export interface PageParts {
  /** Ringlet's script tag. */
  tag: string;
  step: number;
}

/** Their server renders every page of theirs. */
export const SITES_OF_WHOLE_PAGES: readonly string[] = ['turbo', 'astro'];

/** The HTML that a customer's server sends for a page of this name. */
export function renderPage(name: string, { tag, step }: PageParts): string {
  const content = name.startsWith('react')
    ? renderReact(name)
    : SITES_OF_WHOLE_PAGES.includes(name)
      ? renderStory(step)
      : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
    ${tag}<script type="module" src="/${name}/page.js"></script></head>
    <body><div id="root">${content}</div></body></html>`;
}

/** By the very React that then hydrates the page. */
function renderReact(name: string): string {
  const from = name === 'react-18' ? './react-18/package.json' : './frameworks.test.ts';
  const require = createRequire(new URL(from, import.meta.url));
  const react = require('react') as typeof ReactLibrary;
  const { renderToString } = require('react-dom/server') as {
    renderToString(page: ReactLibrary.ReactElement): string;
  };
  return renderToString(react.createElement(createStoryPage(react, () => undefined)));
}

function renderStory(step: number): string {
  const { link, line, rows, note } = storyAt(step);
  const list = rows.map(({ text }) => `<li><span class="phone">${text}</span></li>`).join('');
  return `<a class="phone" href="${link.href}">${link.text}</a>
    <p class="phone">Call ${line.phone} now, visit ${line.step}</p>
    <ul>${list}</ul>${note === null ? '' : `<b class="phone">${note}</b>`}`;
}

import type { ComponentChildren } from 'preact';

const PAGES = [
  { href: '/studio/', name: 'Studio' },
  { href: '/numbers/', name: 'Numbers' },
  { href: '/phones/', name: 'Telephones' },
  { href: '/mail/', name: 'Mail' },
  { href: '/admin/docs/', name: 'API reference' },
] as const;

export type PageName = (typeof PAGES)[number]['name'];

/** The bar on top of each page; `children` stand at its end. */
export function TopBar(props: { current: PageName | null; children?: ComponentChildren }) {
  return (
    <header class="top-bar">
      <button class="button skip-link" type="button" onClick={focusMain}>
        Skip to the content
      </button>
      <a class="brand" href="/studio/">
        <RingMark />
        Ringlet
      </a>
      <nav aria-label="Pages">
        {PAGES.map((page) => (
          <a key={page.href} href={page.href} aria-current={page.name === props.current ? 'page' : undefined}>
            {page.name}
          </a>
        ))}
      </nav>
      {props.children}
    </header>
  );
}

/** A link to #main would displace what the pages keep in the fragment. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}

function RingMark() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      aria-hidden="true"
    >
      <circle cx="9" cy="13" r="5.6" />
      <path d="M12.6 4.2a9 9 0 0 1 5.6 5.6" stroke-linecap="round" />
      <path d="M14.4 1.4a12 12 0 0 1 6.2 6.2" stroke-linecap="round" opacity="0.5" />
    </svg>
  );
}

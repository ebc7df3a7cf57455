import { useEffect, useRef } from 'preact/hooks';
import { TABS, type TabName, widgetLink } from './route.ts';

/** The tabs of a widget. Each has an address of its own, so that it can be sent to somebody. */
export function TabBar({ id, current }: { id: string; current: TabName }) {
  const bar = useRef<HTMLElement>(null);
  // On a phone there is room for three: the one that is open is among them.
  useEffect(() => {
    const open = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (open) bar.current?.scrollTo({ left: open.offsetLeft - (innerWidth - open.offsetWidth) / 2 });
  }, [current]);
  return (
    <nav ref={bar} class="tab-bar" aria-label="Settings of the widget">
      {Object.entries(TABS).map(([tab, name]) => (
        <a
          key={tab}
          href={widgetLink(id, tab as TabName)}
          aria-current={tab === current ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

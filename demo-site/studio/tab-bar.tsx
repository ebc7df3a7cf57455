import { TABS, type TabName, widgetLink } from './route.ts';

/** The tabs of a widget. Each has an address of its own, so that it can be sent to somebody. */
export function TabBar({ id, current }: { id: string; current: TabName }) {
  return (
    <nav class="tab-bar" aria-label="Settings of the widget">
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

import { useEffect, useState } from 'preact/hooks';

/** The tabs of a widget's settings, in their order (S1-10). */
export const TABS = {
  offices: 'Offices',
  schedule: 'Schedule',
  scenario: 'Scenario',
  voice: 'Voice',
  behaviour: 'Behaviour',
  texts: 'Texts',
  looks: 'Design',
  numbers: 'Numbers',
  general: 'General',
} as const;
export type TabName = keyof typeof TABS;

export type Route = { kind: 'start' } | { kind: 'widget'; id: string; tab: TabName };

/** The page that the fragment names; an unknown one is the start page. */
export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const follow = () => setRoute(readRoute());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

export function widgetLink(id: string, tab: TabName = 'offices'): string {
  return `#/widgets/${id}/${tab}`;
}

function readRoute(): Route {
  const [, id, tab = 'offices'] = /^#\/widgets\/([a-z0-9_]+)(?:\/([a-z]+))?$/.exec(location.hash) ?? [];
  if (id === undefined || !isTab(tab)) return { kind: 'start' };
  return { kind: 'widget', id, tab };
}

function isTab(text: string): text is TabName {
  return Object.hasOwn(TABS, text);
}

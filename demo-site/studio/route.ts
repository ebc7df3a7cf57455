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

/** Pages of the account beside its widgets, in their order. */
export const SECTIONS = {
  start: { name: 'Widgets', href: '#/' },
  webhooks: { name: 'Webhooks', href: '#/webhooks' },
  integrations: { name: 'Integrations', href: '#/integrations' },
} as const;
export type SectionName = keyof typeof SECTIONS;

export type Route =
  | { kind: 'start' }
  | { kind: 'widget'; id: string; tab: TabName }
  /** `id` is `new` for one that is being made, empty for the list. */
  | { kind: 'webhooks'; id: string }
  /** `page` is the slug of a kind of integration, empty for all of them. */
  | { kind: 'integrations'; page: string };

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

export function webhookLink(id: string): string {
  return `#/webhooks/${id}`;
}

export function integrationLink(page: string): string {
  return `#/integrations/${page}`;
}

function readRoute(): Route {
  const [, section, item = ''] = /^#\/(webhooks|integrations)(?:\/([a-z0-9_-]+))?$/.exec(location.hash) ?? [];
  if (section === 'webhooks') return { kind: 'webhooks', id: item };
  if (section === 'integrations') return { kind: 'integrations', page: item };
  const [, id, tab = 'offices'] = /^#\/widgets\/([a-z0-9_]+)(?:\/([a-z]+))?$/.exec(location.hash) ?? [];
  if (id === undefined || !isTab(tab)) return { kind: 'start' };
  return { kind: 'widget', id, tab };
}

function isTab(text: string): text is TabName {
  return Object.hasOwn(TABS, text);
}

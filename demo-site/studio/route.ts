import { useEffect, useState } from 'preact/hooks';

export type Route = { kind: 'start' } | { kind: 'widget'; id: string };

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

export function widgetLink(id: string): string {
  return `#/widgets/${id}`;
}

function readRoute(): Route {
  const id = /^#\/widgets\/([a-z0-9_]+)$/.exec(location.hash)?.[1];
  return id === undefined ? { kind: 'start' } : { kind: 'widget', id };
}

import { hasSeveralDomains } from '../../shared/hosts.ts';
import type { carryVisit } from './carry-visit.ts';
import type { Handover } from './handover.ts';

/** File name of the module that carries a visitor to another host, put in by the build. */
declare const __RINGLET_LINKS__: string;

export interface LinksModule {
  carryVisit: typeof carryVisit;
}

/**
 * Fetches, where the site has several domains, what lets a visitor stay the same from one to the next. Answers a
 * function to call at every sign of life. Where it cannot be had, links lead where they lead and nothing else.
 */
export function loadLinks(handover: Handover): () => void {
  const { snapshot, base, life, guard } = handover;
  let look = () => {};
  if (hasSeveralDomains(snapshot.hosts)) {
    const { href } = new URL(__RINGLET_LINKS__, base);
    import(/* @vite-ignore */ href).then(
      (module: LinksModule) => {
        if (!life.aborted) look = guard(guard(module.carryVisit)(handover) ?? look);
      },
      () => {},
    );
  }
  return () => look();
}

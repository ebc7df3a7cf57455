import type { PublicWidget } from '../../../../shared/contract/site-snapshot.ts';
import type { Emit, PastEvent } from '../../../../widget/events.ts';
import type { BehaviourHost } from '../../../../widget/page/behaviour/behaviour-host.ts';
import { aWidget } from '../../callback/builders.ts';

/** The page of a widget, as far as its behaviour looks at it. */
export interface FakePage {
  host: BehaviourHost;
  mode: 'none' | 'memory' | 'full';
  told: PastEvent[];
  end(): void;
}

export function aPage(over: { widget?: Partial<PublicWidget>; past?: PastEvent[] } = {}): FakePage {
  const ending = new AbortController();
  const told: PastEvent[] = [];
  const emit: Emit = (name, detail) => void told.push({ name, detail });
  const visit = {
    lease: 'lease.1',
    touch: null,
    page: { url: 'https://shop.example/contacts', referrer: '', title: 'Contacts' },
  };
  const page: FakePage = {
    mode: 'full',
    told,
    end: () => ending.abort(),
    host: {
      widget: aWidget(over.widget),
      summon: () => Promise.reject(new Error('nothing is mounted in this test')),
      opener: { tool: null },
      origin: 'https://edge.example',
      site: 'site1',
      visitContext: () => visit,
      consent: () => page.mode,
      emit,
      told: over.past ?? [],
      protect: (entry) => entry,
      until: ending.signal,
    },
  };
  return page;
}

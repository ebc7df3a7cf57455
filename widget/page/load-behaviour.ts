import type { Behaviour, BehaviourHost, BehaviourModule } from './behaviour/behaviour-host.ts';
import type { Handover } from './handover.ts';

/** File name of the behaviour's module, put in by the build. */
declare const __RINGLET_BEHAVIOUR__: string;

/** Fetches what a widget does by itself, and sets it to work; null where it cannot be had. */
export async function loadBehaviour(
  { tag, numbers, emit, past, guard, life, base }: Handover,
  own: Pick<BehaviourHost, 'widget' | 'summon' | 'opener'>,
): Promise<Behaviour | null> {
  const { origin, site } = tag;
  const { href } = new URL(__RINGLET_BEHAVIOUR__, base);
  try {
    const module: BehaviourModule = await import(/* @vite-ignore */ href);
    const { visitContext } = numbers;
    const consent = () => numbers.state().mode;
    const page = { origin, site, visitContext, consent, emit, told: past, protect: guard, until: life };
    return module.startBehaviour({ ...page, ...own });
  } catch {
    emit('error', { code: 'widget_unavailable' });
    return null;
  }
}

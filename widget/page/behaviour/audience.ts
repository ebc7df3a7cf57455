import type { PublicBehaviour } from '../../../shared/contract/admin/widget-behaviour.ts';
import { deviceOf } from '../../../shared/device.ts';
import { type PageFacts, pageFactsOf } from '../../../shared/page-rules.ts';
import type { VisitContext } from '../../callback/host.ts';

/** What the rules of a widget and its tools are held against. */
export interface Audience {
  page: PageFacts;
  /** The visitor's kind of traffic and device are among those that see the widget (S1-67). */
  isWanted: boolean;
}

/** Tells the audience of this moment: the same object for as long as nothing of it has changed. */
export type Look = () => Audience;

export function createLook(
  behaviour: Pick<PublicBehaviour, 'channels' | 'devices'>,
  visitContext: () => VisitContext,
  userAgent: string,
): Look {
  let last: Audience | null = null;
  let lastKey = '';
  return () => {
    const { page, touch } = visitContext();
    const key = JSON.stringify([page, touch?.type, touch?.landing]);
    if (last === null || key !== lastKey) last = audienceOf(behaviour, { page, touch }, userAgent);
    lastKey = key;
    return last;
  };
}

/**
 * Without consent nothing is known of how the visitor came, so a widget for some kinds of traffic alone is not shown
 * then; a device that says nothing of itself is none of those named.
 */
export function audienceOf(
  { channels, devices }: Pick<PublicBehaviour, 'channels' | 'devices'>,
  { page, touch }: Pick<VisitContext, 'page' | 'touch'>,
  userAgent: string,
): Audience {
  const device = deviceOf(userAgent);
  const isChannel = channels.length === 0 || (touch !== null && channels.includes(touch.type));
  const isDevice = devices.length === 0 || (device !== null && devices.includes(device));
  return { page: pageFactsOf(page, touch?.landing ?? ''), isWanted: isChannel && isDevice };
}

import type { Context } from 'hono';
import type { SwapRequest } from '../../../shared/contract/swap.ts';
import { deviceOf } from '../../../shared/device.ts';
import { isHostAllowed } from '../../../shared/hosts.ts';
import { computeTouch, type Touch } from '../../../shared/touch.ts';
import { languageOf } from '../../domain/accept-language.ts';
import type { Visit } from '../../domain/visit-attributes.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readPlace } from './visitor-place.ts';

export interface SwapFacts {
  request: Pick<SwapRequest, 'page' | 'touch'>;
  /** Hosts of the site: a referrer of one of them is none. */
  hosts: readonly string[];
  isReturning: boolean;
  /** Epoch ms. */
  now: number;
}

/** A visit whose touch is known, from the page or by its URL. */
export type SwapVisit = Visit & { touch: Touch };

/**
 * What the campaigns' rules may look at, from the page's request and its headers. Most rules ask for one or two of
 * these, so each is read when it is asked for.
 */
export function visitOf(c: Context<AppEnv>, { request, hosts, isReturning, now }: SwapFacts): SwapVisit {
  const { url, referrer } = request.page;
  let touch = request.touch;
  return {
    get touch() {
      touch ??= computeTouch(url, referrer, (host) => isHostAllowed(hosts, host));
      return touch;
    },
    page: url,
    get country() {
      return readPlace(c, 'country');
    },
    get region() {
      return readPlace(c, 'region');
    },
    get city() {
      return readPlace(c, 'city');
    },
    get device() {
      return deviceOf(c.req.header('user-agent'));
    },
    get language() {
      return languageOf(c.req.header('accept-language'));
    },
    visitor: isReturning ? 'returning' : 'new',
    at: now,
  };
}

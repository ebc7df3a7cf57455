import type { Touch } from '../../shared/touch.ts';
import type { PoolConfig } from '../domain/site-model.ts';
import type { FactReceiver } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';
import type { PersonRpc } from './person-rpc.ts';

export interface NumberPoolRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc, OperatedRpc {
  /**
   * Takes a configuration unless a newer one is known. `freeAt` tells for every number that the pool no longer
   * gives out when it may go elsewhere, epoch ms; it is complete also when the version was not newer. With `sentAt`,
   * the sender's clock, both sides speak in that clock (`domain/clock-skew.ts`).
   */
  configure(args: {
    config: PoolConfig;
    sentAt?: number;
  }): Promise<{ version: number; freeAt: Record<string, number> }>;
  /** All offices of the campaign in one step. Offices of another campaign are answered with `none`. */
  lease(args: LeaseArgs): Promise<LeaseAnswer>;
  /** How full the pool is, and what `visitor` holds of it. Nothing is given out or prolonged. */
  occupancy(args: { offices: string[]; visitor: string | null }): Promise<PoolOccupancy>;
  /** Who was promised a number at an instant (epoch ms). */
  holder(args: { number: string; at: number }): Promise<{ holder: Holder | null }>;
  /** Everybody who was promised a number at some instant from `from` to `to` (epoch ms), the latest first. */
  holders(args: { number: string; from: number; to: number }): Promise<{ holders: PoolHolder[] }>;
}

export interface LeaseArgs {
  account: string;
  campaign: string;
  offices: string[];
  visitor: string;
  session: string;
  touch: Touch | null;
  page: string;
}

export type LeaseAnswer =
  | { kind: 'answered'; offices: OfficeLease[]; fence: number; configVersion: number }
  /** The campaign is not active any more. */
  | { kind: 'gone' };

export type OfficeLease = { office: string } & (
  | { kind: 'leased'; renewed: boolean; number: string; expiresInS: number }
  | ({ kind: 'fallback'; number: string } & Exhausted)
  | ({ kind: 'none' } & Exhausted)
);

export interface Exhausted {
  /** Epoch ms: nobody new gets another answer of this configuration before; absent if that is not known. */
  exhaustedUntil?: number;
}

export interface PoolOccupancy {
  /** False for a campaign that is not active any more: the pool gives out nothing. */
  active: boolean;
  /** Of those offices that the pool knows. */
  offices: OfficeOccupancy[];
}

/** Numbers by what they do; nothing says who holds them. */
export interface OfficeOccupancy {
  office: string;
  /** That may be given out. `free + held + resting` of them. */
  numbers: number;
  free: number;
  /** Promised to a visitor. */
  held: number;
  /** Not promised, and not to be given out yet. */
  resting: number;
  /** On their way out of the office, while promised. */
  draining: number;
  /** Seconds until one may be free; 0 if one is, null if there is none. */
  nextFreeInS: number | null;
  /** What the visitor holds here. */
  lease: { number: string; expiresInS: number } | null;
}

export interface Holder {
  visitor: string;
  session: string;
  office: string;
  from: number;
  until: number;
  fence: number;
}

export interface PoolHolder extends Holder {
  touch: Touch | null;
}

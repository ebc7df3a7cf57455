import type { FactBody } from '../../domain/facts.ts';
import type { TwilioPrices } from '../../domain/numbers/twilio-prices.ts';
import type { RequestsLeft } from '../../rpc/admin-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import type { Timers } from '../timers.ts';
import type { StoredAccount } from './account-store.ts';
import type { MintedSecret } from './members/minted-secret.ts';
import type { DeliveryQueues, NumberUse } from './resource-rules.ts';

/** What the account lends to one request of the admin API. */
export interface AdminContext {
  storage: DurableObjectStorage;
  timers: Pick<Timers, 'set'>;
  /** Null if nobody ever made it: then no token is known either. */
  account: StoredAccount | null;
  /** Epoch ms. */
  now: number;
  /** The envelope of the secret that the request brings. */
  sealedSecret?: string | null;
  /** Counts a request of a token, by its hash. */
  countRequest?(token: string): RequestsLeft;
  /** What the token or the invitation that the request makes is known by. */
  minted?: MintedSecret | null;
  /** Where this server is reached, for letters. */
  origin?: string;
  /** Runs in the transaction: as `RuleContext` has it. Without it nothing is scheduled. */
  schedule?(kind: string, key: string, dueAt: number): void;
  /** What the operator sells Twilio's numbers for. */
  twilioPrices?: TwilioPrices;
  /** Who is told of requests for numbers. */
  salesEmail?: string | null;
  /** Stands for the telephone of a request of a person: its MAC. */
  subject?: string | null;
  queues: DeliveryQueues;
  numberUses(): ReadonlyMap<string, NumberUse>;
  /** Runs in the transaction: a fact for another object, sent once the write is stored. */
  owe(id: string, target: string, subject: string, body: FactBody): void;
  /**
   * Runs in the transaction, after the entity was written: what follows from the new state is written too. Answers
   * the keys of the sites whose snapshot changed, or refuses; then nothing at all is written.
   */
  publish(): { sites: string[] } | Refusal;
}

/** What the operator of a server may ask of an object of any kind. Who is woken has its alarm registered again. */
export interface OperatedRpc {
  inspect(args: InspectArgs): Promise<Inspection>;
}

export interface InspectArgs {
  /** Seal what an older secret of the deployment sealed with the newest, by a timer, if there is anything. */
  reseal?: boolean;
}

/** Instants are epoch ms. */
export interface Inspection {
  /** Facts that others have yet to take; null for an object that owes none. */
  outbox: { pending: number; oldestAt: number | null } | null;
  timers: { pending: number; nextAt: number | null };
  /** Secrets in envelopes, and how many of them only an older secret of the deployment opens. */
  envelopes: { total: number; old: number };
}

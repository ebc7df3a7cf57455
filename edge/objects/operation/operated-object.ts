import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../../env.ts';
import { decodeBase64Url } from '../../keys/base64url.ts';
import { secretsOf } from '../../keys/secrets.ts';
import type { InspectArgs, Inspection, OperatedRpc } from '../../rpc/operated-rpc.ts';

/**
 * What every object answers to the operator of a server. To be asked is to be woken: the constructor registers the
 * alarm again, which a restored object needs that nobody else would touch.
 */
export abstract class OperatedObject extends DurableObject<Env> implements OperatedRpc {
  async inspect({ reseal = false }: InspectArgs): Promise<Inspection> {
    const sealed = this.sealed();
    const envelopes = await this.#count(sealed.envelopes);
    if (reseal && envelopes.old > 0) sealed.reseal?.();
    return { ...inspectTables(this.ctx.storage.sql), envelopes };
  }

  /** Envelopes that this object keeps, and what begins to seal them anew; copies follow those of another object. */
  protected sealed(): { envelopes: readonly string[]; reseal?: () => void } {
    return { envelopes: [] };
  }

  async #count(all: readonly string[]): Promise<Inspection['envelopes']> {
    const secrets = secretsOf(this.env);
    let old = 0;
    for (const envelope of all) {
      const bytes = decodeBase64Url(envelope);
      if (bytes && !(await secrets.isNewest(bytes))) old++;
    }
    return { total: all.length, old };
  }
}

function inspectTables(sql: SqlStorage): Omit<Inspection, 'envelopes'> {
  const names = sql.exec<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('outbox', 'timers')",
  );
  const tables = new Set(names.toArray().map(({ name }) => name));
  const read = (table: string, at: string) =>
    tables.has(table)
      ? sql
          .exec<{ n: number; at: number | null }>(`SELECT count(*) AS n, min(${at}) AS at FROM ${table}`)
          .one()
      : null;
  const outbox = read('outbox', 'made_at');
  const timers = read('timers', 'due_at');
  return {
    outbox: outbox && { pending: outbox.n, oldestAt: outbox.at },
    timers: { pending: timers?.n ?? 0, nextAt: timers?.at ?? null },
  };
}

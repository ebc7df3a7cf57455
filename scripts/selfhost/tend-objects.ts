import { listObjectFiles } from './object-files.ts';

export interface TendOptions {
  /** The `do` folder, which names the objects. */
  folder: string;
  /** Where the server answers. */
  address: string;
  operatorToken: string;
  /** Secrets in envelopes are sealed anew by the newest. */
  reseal?: boolean;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** What all objects together said. Instants are epoch ms. */
export interface Tended {
  objects: number;
  /** Those that could not be opened. */
  failed: string[];
  outbox: { pending: number; oldestAt: number | null };
  envelopes: { total: number; old: number };
}

interface Inspected {
  id: string;
  failed?: boolean;
  outbox?: { pending: number; oldestAt: number | null } | null;
  envelopes?: { total: number; old: number };
}

/** Few at a time: each takes memory while it is awake. */
const AT_ONCE = 25;

/**
 * Wakes every object that has data, kind by kind, and adds up what they say. One that was woken has its alarm
 * registered again. May be repeated as often as one likes.
 *
 * @throws Error if the server does not answer, or `signal` says stop
 */
export async function tendObjects(options: TendOptions): Promise<Tended> {
  const files = listObjectFiles(options.folder).filter(({ kind, id }) => kind !== null && id !== null);
  const tended: Tended = {
    objects: 0,
    failed: [],
    outbox: { pending: 0, oldestAt: null },
    envelopes: { total: 0, old: 0 },
  };
  for (const kind of new Set(files.map((file) => file.kind))) {
    const ids = files.filter((file) => file.kind === kind).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      options.signal?.throwIfAborted();
      for (const one of await ask(options, kind, ids.slice(from, from + AT_ONCE))) add(tended, one);
      options.onProgress?.(tended.objects, files.length);
    }
  }
  return tended;
}

async function ask(
  { address, operatorToken, reseal = false, signal }: TendOptions,
  kind: string | null,
  ids: (string | null)[],
): Promise<Inspected[]> {
  const response = await fetch(`${address}/ops/v1/objects`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind, ids, reseal }),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(`the server answered ${response.status} when its objects were asked`);
  return ((await response.json()) as { items: Inspected[] }).items;
}

function add(sum: Tended, { id, failed, outbox, envelopes }: Inspected): void {
  sum.objects++;
  if (failed) sum.failed.push(id);
  if (outbox) {
    sum.outbox.pending += outbox.pending;
    const oldest = [sum.outbox.oldestAt, outbox.oldestAt].filter((at) => at !== null);
    sum.outbox.oldestAt = oldest.length > 0 ? Math.min(...oldest) : null;
  }
  sum.envelopes.total += envelopes?.total ?? 0;
  sum.envelopes.old += envelopes?.old ?? 0;
}

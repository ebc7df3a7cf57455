import { UserError } from '../user-error.ts';

/** One entity of the file: what a client may write of it, and what else it showed. */
export interface TransferredEntity {
  kind: string;
  id: string;
  body: Record<string, unknown>;
  shown: Record<string, unknown>;
  /** Of an upload: the file, base64. */
  content?: string;
}

/** An account as one file. */
export interface AccountFile {
  exportedAt: string;
  account: Record<string, unknown>;
  entities: TransferredEntity[];
}

/**
 * Reads a file of `ringlet export`.
 *
 * @throws UserError if it is none, is of a newer kind, or was cut off
 */
export function parseAccountFile(text: string): AccountFile {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line, i) => parseLine(line, i + 1));
  const [head, ...rest] = values;
  const end = rest.pop();
  if (head?.kind !== 'ringlet-account') throw new UserError('This is no exported account.');
  if (head.formatVersion !== 1) throw new UserError('This file was made by a newer version of Ringlet.');
  if (end?.kind !== 'end') throw new UserError('This file was cut off: its end is missing.');
  const entities = rest as unknown as TransferredEntity[];
  for (const [kind, count] of Object.entries(end.counts as Record<string, number>)) {
    if (entities.filter((one) => one.kind === kind).length !== count) {
      throw new UserError(`This file is not whole: it should have ${count} ${kind}.`);
    }
  }
  return {
    exportedAt: String(head.exportedAt),
    account: head.account as Record<string, unknown>,
    entities,
  };
}

function parseLine(line: string, number: number): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new UserError(`Line ${number} of the file is damaged.`);
  }
}

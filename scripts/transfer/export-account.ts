import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import type { AccountClient } from '../cli/admin-client.ts';
import { UserError } from '../user-error.ts';

/**
 * Writes the account into a file, which has its name only once it is whole; uploaded files go along. Answers how many
 * there are of each kind.
 *
 * @throws UserError if the server breaks off
 */
export async function exportAccount(
  account: AccountClient,
  file: string,
  { records }: { records: boolean },
): Promise<Record<string, number>> {
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  try {
    const response = await account.send(`export${records ? '?records=true' : ''}`);
    let counts: Record<string, number> | null = null;
    for await (const line of linesOf(response)) {
      const entity = JSON.parse(line) as {
        kind: string;
        counts?: Record<string, number>;
        shown?: { key?: string };
      };
      if (entity.kind === 'end') counts = entity.counts ?? {};
      const whole = entity.kind === 'uploads' ? await withContent(account.origin, entity) : entity;
      if (!out.write(`${JSON.stringify(whole)}\n`)) await once(out, 'drain');
    }
    if (counts === null) throw new UserError('The server broke off: the file is not whole.');
    out.end();
    await once(out, 'finish');
    renameSync(part, file);
    return counts;
  } catch (error) {
    out.destroy();
    rmSync(part, { force: true });
    throw error;
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const piece of response.body ?? []) {
      const lines = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw new UserError('The server broke off: the file is not whole.');
  }
  if (rest !== '') throw new UserError('The server broke off: the file is not whole.');
}

async function withContent(
  origin: string,
  upload: { kind: string; shown?: { key?: string } },
): Promise<object> {
  const response = await fetch(`${origin}/u/${upload.shown?.key ?? ''}`);
  if (!response.ok) throw new UserError(`An uploaded file was answered with ${response.status}.`);
  return { ...upload, content: Buffer.from(await response.arrayBuffer()).toString('base64') };
}

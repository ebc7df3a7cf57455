import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../user-error.ts';
import { type AccountClient, openOwnAccount, SERVER_OPTIONS, SERVER_USAGE } from './admin-client.ts';
import type { Command } from './command.ts';

interface Job {
  id: string;
  status: 'running' | 'done' | 'cancelled';
  total: number;
  done: number;
  created: number;
  refused: number;
}

interface ReportRow {
  row: number;
  outcome: 'created' | 'refused';
  id: string | null;
  errors: { path: string; code: string; message: string }[];
}

const ASK_AGAIN_MS = 300;

export const numbersImportCommand: Command = {
  name: 'numbers import',
  summary: 'Brings in phone numbers from a CSV file, with a report per row',
  usage: `FILE

  FILE       CSV whose first line names the fields: e164, region, operator, cost, status; - reads the standard input
  The same file is brought in once, however often it is sent. Exit code 1 if a row was refused.
${SERVER_USAGE}`,
  options: { ...SERVER_OPTIONS },
  arguments: { min: 1, max: 1 },
  async run(call) {
    const csv = readText(call.positionals[0] ?? '');
    const account = openOwnAccount(call);
    const key = `import-${createHash('sha256').update(csv).digest('hex').slice(0, 40)}`;
    let job = await account.json<Job>('numbers/import', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { csv },
    });
    const show = call.out.progress('Bringing in');
    while (job.status === 'running') {
      show(job.done, job.total);
      await delay(ASK_AGAIN_MS);
      job = await account.json<Job>(`jobs/${job.id}`);
    }
    show(job.total, job.total);
    const rows = await readReport(account, job.id);
    const refused = rows.filter(({ outcome }) => outcome === 'refused');
    const lines = refused.map(
      ({ row, errors }) =>
        `row ${row}: ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
    );
    const isOk = job.status === 'done' && refused.length === 0;
    const text = [...lines, `${job.created} created, ${job.refused} refused, of ${job.total}.`].join('\n');
    return { ok: isOk, value: { ok: isOk, job, rows }, text };
  },
};

function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

async function readReport(account: AccountClient, job: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const query: string = after === 0 ? '' : `?after=${after}`;
    const page: { items: ReportRow[]; nextAfter: number | null } = await account.json(
      `jobs/${job}/report${query}`,
    );
    rows.push(...page.items);
    after = page.nextAfter;
  }
  return rows;
}

import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { JobRow } from '../../../shared/contract/admin/job.ts';
import { csvRow } from '../../domain/csv-cell.ts';
import type { ResourceOperation } from '../../domain/resource-operations.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { type AccountQuestion, askAccount, type Credential } from './ask-account.ts';

const JSON_TYPE = 'application/json';
const CSV = 'text/csv';

/** True if the report of a job is wanted as a file. */
export function wantsReportFile(c: Context<AppEnv>, { operationId }: ResourceOperation): boolean {
  if (operationId !== 'reportJob') return false;
  c.header('vary', 'Accept');
  return accepts(c, { header: 'Accept', supports: [JSON_TYPE, CSV], default: JSON_TYPE }) === CSV;
}

/** The whole report as CSV: a line for each row that was looked at, or for each fault of one. @throws ApiError */
export async function sendReportFile(
  c: Context<AppEnv>,
  own: Credential,
  question: AccountQuestion,
): Promise<Response> {
  let text = `\uFEFF${csvRow(['row', 'outcome', 'id', 'field', 'code', 'message'])}`;
  let after: number | null = null;
  do {
    const query: Record<string, string> = {
      ...question.query,
      ...(after !== null && { after: String(after) }),
    };
    const answer = await askAccount(c, own, { ...question, query });
    if (answer.kind !== 'value') throw new Error(`a report was asked for, and the answer is ${answer.kind}`);
    const page = answer.value as { items: JobRow[]; nextAfter: number | null };
    text += page.items.map(linesOf).join('');
    after = page.nextAfter;
  } while (after !== null);
  c.header('content-type', `${CSV}; charset=utf-8; header=present`);
  c.header('content-disposition', `attachment; filename="${question.id}.csv"`);
  c.header('x-content-type-options', 'nosniff');
  return c.body(text);
}

function linesOf({ row, outcome, id, errors }: JobRow): string {
  if (errors.length === 0) return csvRow([row, outcome, id, null, null, null]);
  return errors.map(({ path, code, message }) => csvRow([row, outcome, id, path, code, message])).join('');
}

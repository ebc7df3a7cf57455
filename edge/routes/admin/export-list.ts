import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { csvRow } from '../../domain/csv-cell.ts';
import { csvColumns } from '../../domain/csv-columns.ts';
import type { ResourceOperation } from '../../domain/resource-operations.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { logError } from '../../log.ts';
import { type AccountQuestion, askAccount, type Credential } from './ask-account.ts';

type Item = Record<string, unknown>;

/** How a list is written that is read as a whole. */
interface ListForm {
  type: string;
  file: string;
  head: string;
  line(item: Item): string;
}

/** Excel takes a file for one in the letters of its country unless it begins so. Programs read NDJSON. */
const BYTE_ORDER_MARK = '\uFEFF';
const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

/** Of what `Accept` asks for, the form in which the whole list is sent; null for a page of it as JSON. */
export function exportFormOf(c: Context<AppEnv>, { resource, verb }: ResourceOperation): ListForm | null {
  if (verb !== 'list') return null;
  c.header('vary', 'Accept');
  const json = 'application/json';
  const type = accepts(c, { header: 'Accept', supports: [json, CSV, NDJSON], default: json });
  const { kind } = resource;
  if (type === NDJSON) {
    return { type: NDJSON, file: `${kind}.ndjson`, head: '', line: (item) => `${JSON.stringify(item)}\n` };
  }
  if (type !== CSV) return null;
  const fields = c.req.query('fields');
  const columns = csvColumns(
    resource,
    fields === undefined ? null : ['id', ...fields.split(',').map((name) => name.trim())],
  );
  return {
    type: `${CSV}; charset=utf-8; header=present`,
    file: `${kind}.csv`,
    head: BYTE_ORDER_MARK + csvRow(columns.map(({ name }) => name)),
    line: (item) => csvRow(columns.map(({ read }) => read(item))),
  };
}

/**
 * The whole list, page by page, as fast as it is read: the next page is asked for when the one before has been taken.
 * Rights are checked for every page. What fails after the first breaks the answer off, so that half a list is never
 * taken for a whole one.
 *
 * @throws ApiError as a list does, and for `limit` and `cursor`, which a whole list does not have
 */
export async function exportList(
  c: Context<AppEnv>,
  own: Credential,
  question: AccountQuestion,
  form: ListForm,
): Promise<Response> {
  refusePages(question.query ?? {});
  const ask = async (cursor: string | null) => {
    const query = { ...question.query, ...(cursor !== null && { cursor }) };
    const page = await askAccount(c, own, {
      ...question,
      query,
      exports: cursor === null ? 'first' : 'next',
    });
    if (page.kind !== 'list') throw new Error(`a list was asked for, and the answer is ${page.kind}`);
    return page;
  };
  const first = await ask(null);
  const utf8 = new TextEncoder();
  let cursor = first.nextCursor;
  let text: string | null = form.head + first.items.map(form.line).join('');
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (text === null && cursor !== null) {
            const page = await ask(cursor);
            cursor = page.nextCursor;
            text = page.items.map(form.line).join('');
          }
          if (text) controller.enqueue(utf8.encode(text));
          text = null;
          if (cursor === null) controller.close();
        } catch (error) {
          logError('export', { requestId: c.get('requestId') })(error);
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  c.header('content-type', form.type);
  c.header('content-disposition', `attachment; filename="${form.file}"`);
  c.header('x-content-type-options', 'nosniff');
  return c.body(body);
}

function refusePages(query: Readonly<Record<string, string>>): void {
  const errors = ['limit', 'cursor']
    .filter((name) => name in query)
    .map((path) => ({ path, code: 'not_here', message: 'is for pages, and this is the whole list' }));
  if (errors.length > 0) throw new ApiError('invalid', { errors });
}

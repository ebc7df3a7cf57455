import type { CrmOutcome } from '../../../domain/crm/port.ts';
import { type BitrixPortal, callBitrix } from './bitrix-client.ts';
import { type Json, readError, textOf } from './read-bitrix.ts';

export interface BitrixCommand {
  method: string;
  params: Json;
}

/** What each command answered; one that failed is told in the words of a single call. */
export type BatchAnswers = ReadonlyMap<string, CrmOutcome<unknown>>;

const MAX_COMMANDS = 50;

/** Several methods as one request. @throws RangeError for more than the interface takes */
export async function callBatch(
  portal: BitrixPortal,
  commands: ReadonlyMap<string, BitrixCommand>,
): Promise<CrmOutcome<BatchAnswers>> {
  if (commands.size > MAX_COMMANDS) throw new RangeError('a batch has at most 50 commands');
  const cmd = Object.fromEntries(
    [...commands].map(([name, { method, params }]) => [name, `${method}?${buildQuery(params)}`]),
  );
  const answer = await callBitrix(portal, 'batch', { halt: 0, cmd });
  if (answer.kind !== 'done') return answer;
  const { result = {}, result_error: errors = {} } = answer.value.result as {
    result?: Json;
    result_error?: Json;
  };
  const outcomes = [...commands.keys()].map((name): [string, CrmOutcome<unknown>] => {
    const error = (errors as Json)[name];
    if (error === undefined) return [name, { kind: 'done', value: (result as Json)[name] ?? null }];
    const read = readError(400, error as Json, portal.now());
    return [name, read.kind === 'expired' ? { kind: 'retry', detail: textOf((error as Json).error) } : read];
  });
  return { kind: 'done', value: new Map(outcomes) };
}

/** As PHP reads it: `filter[>ID]=1&values[0]=%2B7…`. What is null is left out. */
export function buildQuery(params: Json): string {
  return Object.entries(params)
    .flatMap(([name, value]) => pairs(name, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

function pairs(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => pairs(`${name}[${key}]`, inner));
}

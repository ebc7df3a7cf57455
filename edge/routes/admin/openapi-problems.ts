import { ERROR_CODES, type ErrorCode, problemType } from '../../../shared/error-codes.ts';
import { refTo } from './openapi-schemas.ts';

/** What an operation lists by its status; anything else it may answer as a problem all the same. */
const REST = 'Problem';

/** Problem answers by status, each a reference to `components.responses`, and one for what no operation is spared. */
export function problems(codes: readonly ErrorCode[]): Record<string, { $ref: string }> {
  const statuses = codes.map((code) => ERROR_CODES[code].status);
  return Object.fromEntries([
    ...statuses.map((status) => [status, refToResponse(String(status))]),
    ['default', refToResponse(REST)],
  ]);
}

/**
 * One answer for each status that a path refers to; the codes that share it stand in its description. The last one says
 * what is true of every fault.
 */
export function describeProblems(origin: string, paths: object): Record<string, unknown> {
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  const used = new Set(JSON.stringify(paths).match(/#\/components\/responses\/\w+/g));
  const statuses = new Set(codes.map((code) => ERROR_CODES[code].status));
  const named = [...statuses].filter((status) => used.has(refToResponse(String(status)).$ref));
  return {
    ...Object.fromEntries(
      named.map((status) => {
        const same = codes.filter((code) => ERROR_CODES[code].status === status);
        const description = same.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}.`).join(' ');
        return [status, describeProblem(origin, same[0] ?? 'internal', description)];
      }),
    ),
    [REST]: describeProblem(origin, 'internal', 'A fault of another kind, in the same form.'),
  };
}

function describeProblem(origin: string, code: ErrorCode, description: string): object {
  const { status, title } = ERROR_CODES[code];
  const example = { type: problemType(origin, code), title, status, detail: title, requestId: '7b0c…' };
  return {
    description,
    content: { 'application/problem+json': { schema: refTo('Problem'), example } },
  };
}

function refToResponse(name: string): { $ref: string } {
  return { $ref: `#/components/responses/${name}` };
}

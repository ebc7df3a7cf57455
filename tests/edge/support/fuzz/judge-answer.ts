import { z } from 'zod';
import { ERROR_CODES } from '../../../../shared/error-codes.ts';
import type { FuzzRequest } from './fuzz-requests.ts';

export interface FuzzAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** What an operation may answer: by its status, the schema of the body; null where a body says nothing. */
export type Answers = ReadonlyMap<number, z.ZodType | null>;

const ProblemSchema = z.strictObject({
  type: z.string().regex(/^http:\/\/127\.0\.0\.1:8787\/problems\/[a-z_]+$/),
  title: z.string().min(1),
  status: z.number().int(),
  detail: z.string().min(1),
  requestId: z.uuid(),
  errors: z
    .array(
      z.strictObject({ path: z.string(), code: z.string().regex(/^[a-z_]+$/), message: z.string().min(1) }),
    )
    .optional(),
});

/** Codes that speak of fields, and have to name them. */
const OF_FIELDS = ['invalid', 'unknown_parameter'];
/** Whatever is asked for: it may not be there, or not by this method; and too much may be asked. */
const ALWAYS = [400, 404, 405, 413, 429];

/** What is wrong with an answer, or null. */
export function judgeAnswer(request: FuzzRequest, answer: FuzzAnswer, answers: Answers): string | null {
  const { status, headers, text } = answer;
  const type = headers.get('content-type') ?? '';
  if (status >= 500) return `${status}: ${text.slice(0, 300)}`;
  if (/html|xml|javascript/.test(type)) return `answers ${type}`;
  if (status >= 300)
    return request.method === 'HEAD'
      ? null
      : judgeProblem(status, type, text, request.isOther ? null : answers);
  if (!request.isOther && text !== '' && type.startsWith('application/json')) {
    const schema = answers.get(status);
    if (schema === undefined) return `${status} is not documented`;
    const fault = schema?.safeParse(JSON.parse(text)).error;
    if (fault) return `is not as documented: ${z.prettifyError(fault).slice(0, 500)}`;
  }
  return null;
}

function judgeProblem(status: number, type: string, text: string, answers: Answers | null): string | null {
  if (type !== 'application/problem+json') return `${status} as ${type || 'nothing'}: ${text.slice(0, 200)}`;
  if (/<script|<img|<svg/i.test(text)) return `says back ${text.slice(0, 300)}`;
  const parsed = ProblemSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return `is no problem: ${z.prettifyError(parsed.error)} ${text.slice(0, 300)}`;
  const code = parsed.data.type.split('/').at(-1) ?? '';
  if (!Object.hasOwn(ERROR_CODES, code)) return `has an unknown code: ${code}`;
  if (ERROR_CODES[code as 'invalid'].status !== (status as number) || parsed.data.status !== status) {
    return `says ${parsed.data.status} of ${code} and is ${status}`;
  }
  if (OF_FIELDS.includes(code) && !parsed.data.errors?.length) return `names no field: ${text.slice(0, 300)}`;
  if (answers && !answers.has(status) && !ALWAYS.includes(status))
    return `${status} ${code} is not documented`;
  return null;
}

/** Whether nobody has put anything where every object would have it. */
export function isPrototypeClean(): boolean {
  const own = Object.getOwnPropertyNames(Object.prototype).sort().join();
  return own === PROTOTYPE && ({} as { polluted?: unknown }).polluted === undefined;
}

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype).sort().join();

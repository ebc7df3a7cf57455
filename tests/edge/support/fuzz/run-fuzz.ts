import { env, exports } from 'cloudflare:workers';
import { type FuzzRequest, type FuzzTarget, fuzzRequests } from './fuzz-requests.ts';
import { type Answers, type FuzzAnswer, isPrototypeClean, judgeAnswer } from './judge-answer.ts';
import type { Surroundings } from './schema-values.ts';

const ORIGIN = 'http://127.0.0.1:8787';
const SEED = 20261121;
/** So many at once, as clients that do not wait for each other. */
const AT_ONCE = 10;

export interface FuzzResult {
  tried: number;
  /** How many of them did something or answered something. */
  taken: number;
  faults: string[];
}

/** `count` unless another size was asked for by `npm run fuzz`. */
export function fuzzSize(count: number): number {
  const asked = Number(env.RINGLET_FUZZ);
  return asked > 0 ? asked : count;
}

/** How long one test may take, ms: a tenth of a second a request is far beyond what any needs. */
export function fuzzPatience(count: number): number {
  return Math.max(30_000, count * 100);
}

/** Sends so many requests to the target and judges every answer. */
export async function runFuzz(
  target: FuzzTarget,
  around: Surroundings,
  { answers, count }: { answers: Answers; count: number },
): Promise<FuzzResult> {
  const requests = fuzzRequests(target, around, SEED, count);
  const result: FuzzResult = { tried: requests.length, taken: 0, faults: [] };
  for (let i = 0; i < requests.length; i += AT_ONCE) {
    await Promise.all(
      requests.slice(i, i + AT_ONCE).map(async (request) => {
        const answer = await sendOdd(request);
        if (answer.status < 300) result.taken += 1;
        const fault =
          judgeAnswer(request, answer, answers) ?? (isPrototypeClean() ? null : 'changed Object.prototype');
        if (fault !== null && result.faults.length < 20)
          result.faults.push(`${describe(request)} → ${fault}`);
      }),
    );
  }
  return result;
}

async function sendOdd({ method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  const init = { method, headers, ...(body !== null && method !== 'GET' && method !== 'HEAD' && { body }) };
  const response = await exports.default.fetch(new Request(ORIGIN + path, init));
  return {
    status: response.status,
    headers: response.headers,
    text: new TextDecoder().decode(await response.arrayBuffer()),
  };
}

function describe({ what, method, path, headers, body }: FuzzRequest): string {
  const odd = what.startsWith('header') ? ` ${JSON.stringify(headers).slice(0, 200)}` : '';
  return `${what}: ${method} ${path.slice(0, 200)}${odd} ${(body ?? '').slice(0, 400)}`;
}

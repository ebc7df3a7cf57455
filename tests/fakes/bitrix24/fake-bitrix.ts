import type { FaultPlan } from '../faults.ts';
import { aPortal, type Fields, type PortalData } from './bitrix-data.ts';
import { BitrixError, METHODS, type MethodAnswer } from './bitrix-methods.ts';

export interface FakeBitrixOptions {
  faults: FaultPlan;
  clientId: string;
  clientSecret: string;
  /** `user/code` of its incoming webhook. */
  webhook?: string;
  isSimple?: boolean;
  /** Seconds of work that one method may have before it is told to wait. */
  operatingLimitS?: number;
  /** Epoch ms. */
  now(): number;
}

const BUCKET = { size: 50, drainPerS: 2 };
const TOKEN_MS = 3_600_000;
const CODE_MS = 30_000;
const page = () => new Response('<!doctype html><title>Somebody else</title>', { status: 200 });

/**
 * A portal and its server of permissions as one fetch handler: a leaky bucket, tokens that run out and rotate, errors
 * with empty codes, pages of 50, batches. Where the connection is cut, it throws.
 */
export class FakeBitrix {
  data: PortalData = aPortal();
  /** Methods in the order in which they were asked for, those of a batch too. */
  readonly log: string[] = [];
  refused = 0;
  /** Another host answers 302 to this one. */
  movedTo: string | null = null;
  readonly #options: FakeBitrixOptions;
  #bucket = { level: 0, at: 0 };
  #codes = new Map<string, number>();
  #access = new Map<string, number>();
  #refresh: string | null = null;
  #host = '';
  #operating = new Map<string, number>();

  constructor(options: FakeBitrixOptions) {
    this.#options = options;
  }

  /** Somebody permitted our application: the code that the browser comes back with. */
  permit(): string {
    const code = crypto.randomUUID();
    this.#codes.set(code, this.#options.now());
    return code;
  }

  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    this.#host = url.host;
    if (url.pathname === '/oauth/token/')
      return this.#answerWithFault('token', () => this.#token(url.searchParams));
    if (this.movedTo !== null) {
      const location = `http://${this.movedTo}${url.pathname}`;
      return new Response('', { status: 302, headers: { location } });
    }
    const [, user, code, byWebhook] = /^\/rest\/(\d+)\/(\w+)\/([\w.]+)$/.exec(url.pathname) ?? [];
    const method = byWebhook ?? /^\/rest\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (!method) return page();
    const body = (await request.json()) as Fields;
    return this.#answerWithFault(method, () => {
      this.#enter(body, byWebhook ? `${user}/${code}` : null);
      return this.#play(method, body, byWebhook !== undefined);
    });
  }

  async #answerWithFault(method: string, answer: () => MethodAnswer | Fields): Promise<Response> {
    const fault = this.#options.faults.take(method) ?? this.#options.faults.take('*');
    if (fault?.kind === 'status') return new Response(fault.body ?? '', fault);
    if (fault?.kind === 'hang') return new Promise(() => {});
    const response = this.#guarded(answer);
    if (fault?.kind === 'cut') throw new Error('cut');
    return fault?.kind === 'html' ? page() : response;
  }

  #guarded(answer: () => MethodAnswer | Fields): Response {
    try {
      const time = { operating_reset_at: Math.floor(this.#options.now() / 1000) + 600 };
      return Response.json({ ...answer(), time });
    } catch (error) {
      if (!(error instanceof BitrixError)) throw error;
      const body = { error: error.code, error_description: error.message };
      return Response.json(body, { status: error.status });
    }
  }

  #enter({ auth }: Fields, webhook: string | null): void {
    const now = this.#options.now();
    const drained = ((now - this.#bucket.at) / 1000) * BUCKET.drainPerS;
    const level = Math.max(0, this.#bucket.level - drained);
    this.#bucket = { level: Math.min(BUCKET.size, level + 1), at: now };
    if (level + 1 > BUCKET.size) {
      this.refused += 1;
      throw new BitrixError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    }
    if (webhook !== null) {
      if (webhook !== this.#options.webhook)
        throw new BitrixError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
      return;
    }
    const until = this.#access.get(String(auth));
    if (until === undefined) throw new BitrixError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
    if (until <= now) throw new BitrixError(401, 'expired_token', 'The access token provided has expired.');
  }

  #play(method: string, params: Fields, isWebhook: boolean): MethodAnswer | Fields {
    if (method === 'batch') return this.#batch(params, isWebhook);
    this.log.push(method);
    const own = METHODS[method];
    if (!own) throw new BitrixError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    const { operatingLimitS = Infinity, isSimple = false, now } = this.#options;
    const operating = (this.#operating.get(method) ?? 0) + 1;
    this.#operating.set(method, operating);
    if (operating > operatingLimitS) {
      throw new BitrixError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.');
    }
    return own(params, { data: this.data, isSimple, isWebhook, now });
  }

  #batch({ cmd }: Fields, isWebhook: boolean): Fields {
    const result: Fields = {};
    const errors: Fields = {};
    Object.entries((cmd ?? {}) as Record<string, string>).forEach(([name, command], i) => {
      const [method = '', query = ''] = command.split(/\?(.*)/s);
      try {
        if (i >= 50) throw new BitrixError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
        result[name] = this.#play(method, parsePhpQuery(query), isWebhook).result;
      } catch (error) {
        if (!(error instanceof BitrixError)) throw error;
        errors[name] = { error: error.code, error_description: error.message };
      }
    });
    const orEmpty = (map: Fields) => (Object.keys(map).length > 0 ? map : []);
    return { result: { result: orEmpty(result), result_error: orEmpty(errors), result_next: [] } };
  }

  #token(query: URLSearchParams): Fields {
    const { clientId, clientSecret, now } = this.#options;
    if (query.get('client_id') !== clientId || query.get('client_secret') !== clientSecret) {
      throw new BitrixError(401, 'invalid_client', 'The client credentials are invalid');
    }
    const code = query.get('code') ?? '';
    const isCode = query.get('grant_type') === 'authorization_code';
    const madeAt = this.#codes.get(code) ?? -Infinity;
    const isGood = isCode ? now() - madeAt <= CODE_MS : query.get('refresh_token') === this.#refresh;
    if (!isGood) throw new BitrixError(400, 'invalid_grant', 'The grant is invalid');
    this.#codes.delete(code);
    const access = crypto.randomUUID();
    this.#refresh = crypto.randomUUID();
    this.#access.set(access, now() + TOKEN_MS);
    return {
      access_token: access,
      refresh_token: this.#refresh,
      expires_in: TOKEN_MS / 1000,
      domain: 'oauth.bitrix.info',
      client_endpoint: `http://${this.#host}/rest/`,
      member_id: '0123456789abcdef0123456789abcdef',
      user_id: 1,
      status: 'L',
    };
  }
}

/** `a[b][0]=c` as PHP reads it. */
export function parsePhpQuery(query: string): Fields {
  const root: Fields = {};
  for (const [name, value] of new URLSearchParams(query.replace(/\+/g, '%2B'))) {
    const path = name.replace(/\]/g, '').split('[');
    let at = root;
    for (const key of path.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Fields;
    }
    at[path.at(-1) ?? ''] = value;
  }
  return root;
}

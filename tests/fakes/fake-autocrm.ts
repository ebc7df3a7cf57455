import type { FaultPlan } from './faults.ts';

type Row = Record<string, unknown> & { id: number };

export interface FakeAutocrmOptions {
  login: string;
  password: string;
  faults: FaultPlan;
  /** Paths that this installation has not got. */
  missing?: string[];
  /** It answers the first page whatever is asked for. */
  ignoresPages?: boolean;
}

const COLLECTIONS = [
  'autosalon',
  'user',
  'source',
  'source2',
  'client',
  'leads/request',
  'leads/requestType',
  'preparedServiceCase',
  'retailCase',
  'saleUsedCase',
  'corporateCase',
  'tradeinCase',
  'creditInsuranceCase',
  'call',
  'event',
] as const;
type Collection = (typeof COLLECTIONS)[number];

const REQUIRED: Partial<Record<Collection, string[]>> = {
  'leads/request': ['salon_id', 'type', 'request_type_id', 'source_id'],
  retailCase: ['salonId', 'primaryContactType', 'assigneeId', 'brandId', 'modelId'],
  saleUsedCase: ['salonId', 'primaryContactType', 'brandId', 'modelId'],
  source: ['name'],
  source2: ['name', 'parent_id'],
  call: ['call_id', 'datetime', 'from', 'to', 'status', 'direction'],
  event: ['caseId', 'comment'],
};
const PAGE = 50;

/**
 * AutoCRM as a fetch handler, after the description that the adapter follows: Basic auth, 200 with `status: 0` for what
 * does not pass a check, pages told by headers.
 */
export class FakeAutocrm {
  readonly rows = Object.fromEntries(COLLECTIONS.map((name) => [name, [] as Row[]])) as Record<
    Collection,
    Row[]
  >;
  /** `POST /call` and so on, in the order in which they came. */
  readonly log: string[] = [];
  readonly #options: FakeAutocrmOptions;
  #last = 0;

  constructor(options: FakeAutocrmOptions) {
    this.#options = options;
  }

  add(collection: Collection, row: Record<string, unknown>): Row {
    this.#last += 1;
    const made = { created_at: '2026-12-01 12:00:00', ...row, id: this.#last };
    this.rows[collection].push(made);
    return made;
  }

  /** @throws Error where the connection is cut */
  async handle(request: Request): Promise<Response> {
    const { login, password, faults, missing = [] } = this.#options;
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname.replace(/^\/yii\/api\//, ''));
    const token = btoa(String.fromCharCode(...new TextEncoder().encode(`${login}:${password}`)));
    if (!url.pathname.startsWith('/yii/api/')) return page();
    if (request.headers.get('authorization') !== `Basic ${token}`) {
      return Response.json({ name: 'Unauthorized', code: 0, status: 401 }, { status: 401 });
    }
    this.log.push(`${request.method} /${path}`);
    const fault = faults.take(`${request.method} /${path}`) ?? faults.take(request.method);
    if (fault?.kind === 'status') return new Response(fault.body ?? '', fault);
    if (fault?.kind === 'hang') return new Promise(() => {});
    const answer = missing.includes(path)
      ? new Response('', { status: 404 })
      : await this.#answer(request, path, url.searchParams);
    if (fault?.kind === 'cut') throw new Error('cut');
    return fault?.kind === 'html' ? page() : answer;
  }

  async #answer(request: Request, path: string, query: URLSearchParams): Promise<Response> {
    const [, name = '', id] = /^(.*?)(?:\/(\d+))?$/.exec(path) ?? [];
    const collection = COLLECTIONS.find((one) => one === name);
    if (!collection) return new Response('', { status: 404 });
    const rows = this.rows[collection];
    if (request.method === 'GET') return this.#list(collection, query);
    const body = (await request.json()) as Record<string, unknown>;
    if (request.method === 'PUT') {
      const row = rows.find((one) => one.id === Number(id));
      if (!row) return new Response('', { status: 404 });
      Object.assign(row, body);
      return Response.json({ status: 1, result: row });
    }
    const absent = (REQUIRED[collection] ?? []).filter((field) => body[field] === undefined);
    if (absent.length > 0) {
      const errors = Object.fromEntries(
        absent.map((field) => [field, [`Необходимо заполнить поле ${field}`]]),
      );
      return Response.json({ status: 0, errors });
    }
    const source = body.source_id ?? body.sourceId ?? body.informationSourceId;
    if (source !== undefined && !this.rows.source.some(({ id: known }) => known === source)) {
      return Response.json({ status: 0, errors: { source_id: ['Источник не найден'] } });
    }
    return Response.json({ status: 1, result: this.add(collection, shapeOf(collection, body)) });
  }

  #list(collection: Collection, query: URLSearchParams): Response {
    const asked = [...query].filter(([name]) => !name.endsWith('_page') && name !== 'type');
    const rows = this.rows[collection].filter((row) =>
      asked.every(([name, value]) => {
        if (name === 'phone') return phonesOf(row).includes(value);
        if (name === 'name') return String(row.name).trim().toLowerCase() === value.trim().toLowerCase();
        if (name === 'start') return wall(row.datetime) >= wall(value);
        if (name === 'end') return wall(row.datetime) <= wall(value);
        return String(row[name] ?? '') === value;
      }),
    );
    const number = [...query].find(([name]) => name.endsWith('_page'))?.[1] ?? '1';
    const at = this.#options.ignoresPages ? 1 : Number(number);
    const headers: Record<string, string> = this.#options.ignoresPages
      ? {}
      : {
          'x-pagination-total-count': String(rows.length),
          'x-pagination-page-count': String(Math.max(1, Math.ceil(rows.length / PAGE))),
          'x-pagination-current-page': String(at),
        };
    return Response.json({ status: 1, result: rows.slice((at - 1) * PAGE, at * PAGE) }, { headers });
  }
}

function shapeOf(collection: Collection, body: Record<string, unknown>): Record<string, unknown> {
  if (collection === 'leads/request') return { status: 1, ...body };
  if (collection.endsWith('Case')) return { state: 0, ...body };
  return collection.startsWith('source') ? { salon_ids: [body.salon_id].filter(Boolean), ...body } : body;
}

function phonesOf(row: Row): string[] {
  const list = Array.isArray(row.phones) ? row.phones.map(({ number }) => String(number)) : [];
  return [...list, String(row.phone ?? ''), String(row.phoneNumber ?? '')].map((text) =>
    text.replace(/\D/g, ''),
  );
}

/** Both ways of writing a time, so that they compare. */
function wall(text: unknown): string {
  return String(text)
    .replace(/^(\d\d)\.(\d\d)\.(\d{4})/, '$3-$2-$1')
    .slice(0, 16);
}

function page(): Response {
  return new Response('<!doctype html><title>Somebody else</title>', {
    headers: { 'content-type': 'text/html' },
  });
}

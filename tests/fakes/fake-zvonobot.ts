import type { FaultPlan } from './faults.ts';

type Json = Record<string, unknown>;

export interface FakeZvonobotOptions {
  apiKey: string;
  faults: FaultPlan;
  /** Numbers that may call. */
  senders: string[];
  /** It answers `create` with an object in place of a list. */
  answersObject?: boolean;
  /** Carries a webhook to us. */
  send(request: Request): Promise<Response>;
  /** Epoch ms. */
  now(): number;
}

export interface ZvonobotCall extends Json {
  id: number;
  phone: string;
  status: string;
  webhookUrl: string;
  ivrs: Json[];
  calls: Json[];
}

/** Zvonobot as a fetch handler: the key in the body, 200 with `status: error`, webhooks without a signature. */
export class FakeZvonobot {
  readonly calls: ZvonobotCall[] = [];
  readonly records: Json[] = [{ id: 1_484_915, name: 'Greeting', status: 'approved' }];
  readonly blocked = new Set<string>();
  readonly messages: { phone: string; text: string }[] = [];
  balance = 100;
  readonly #options: FakeZvonobotOptions;

  constructor(options: FakeZvonobotOptions) {
    this.#options = options;
  }

  /** @throws Error where the connection is cut */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const method = /^\/apiCalls\/(\w+)$/.exec(url.pathname)?.[1];
    if (!method || request.method !== 'POST') return new Response('', { status: 404 });
    const fault = this.#options.faults.take(method);
    if (fault?.kind === 'status') return new Response(fault.body ?? '', fault);
    if (fault?.kind === 'hang') return new Promise(() => {});
    const body = (await request.json()) as Json;
    const answer =
      body.apiKey === this.#options.apiKey
        ? this.#answer(method, body, url.searchParams)
        : { status: 'error', message: `Неверный apiKey ${String(body.apiKey)}` };
    if (fault?.kind === 'cut') throw new Error('cut');
    if (fault?.kind === 'html') return new Response('<!doctype html>', { status: 200 });
    return Response.json(answer);
  }

  #answer(method: string, body: Json, query: URLSearchParams): Json {
    switch (method) {
      case 'create':
        return this.#create(body);
      case 'get': {
        const ids = query.getAll('apiCallIdList[]').map(Number);
        return { status: 'success', data: this.calls.filter(({ id }) => ids.includes(id)).map(show) };
      }
      case 'getRecords':
        return { status: 'success', data: this.records };
      case 'createRecord': {
        const record = { ...body, id: 1_500_000 + this.records.length, needModeration: true, status: 'new' };
        this.records.push(record);
        return { status: 'success', data: record };
      }
      case 'getPhones':
        return { status: 'success', data: this.#options.senders.map((phone) => ({ phone })) };
      case 'userInfo':
        return { status: 'success', data: { balance: this.balance } };
      default:
        return { status: 'error', error: 'unknown method' };
    }
  }

  #create(body: Json): Json {
    const phone = String(body.phone ?? '');
    if (!this.#options.senders.includes(String(body.outgoingPhone))) {
      return { status: 'error', message: `Номер ${String(body.outgoingPhone)} не подтверждён` };
    }
    if (this.balance <= 0) return { status: 'error', result: 'Недостаточно средств' };
    if (!/^\d{11,15}$/.test(phone)) {
      return { status: 'success', data: [{ phone, status: 'error', message: 'Неверный номер' }] };
    }
    const call: ZvonobotCall = {
      ...body,
      id: this.calls.length + 1,
      phone,
      status: 'created',
      webhookUrl: String(body.webhookUrl ?? ''),
      ivrs: (body.ivrs ?? []) as Json[],
      calls: [],
    };
    this.calls.push(call);
    const data = {
      id: call.id,
      phone,
      status: call.status,
      createdAt: Math.floor(this.#options.now() / 1000),
    };
    return { status: 'success', data: this.#options.answersObject ? data : [data] };
  }

  /** Somebody answers, presses a digit, and hears or gets what it is for; then it is over. */
  async play(call: ZvonobotCall, digit: number | null = null): Promise<string | null> {
    const at = Math.floor(this.#options.now() / 1000);
    const pressed = call.ivrs.find((one) => one.digit === digit);
    call.status = 'finished';
    const ivrDigit = digit === null ? null : String(digit);
    call.calls = [{ answeredAt: at, finishedAt: at + 20, ivrDigit, cost: 1.5, recordPath: null }];
    await this.tell(call);
    if (!pressed) return null;
    if (pressed.needBlock === 1) this.blocked.add(call.phone);
    if (typeof pressed.smsText === 'string') this.messages.push({ phone: call.phone, text: pressed.smsText });
    if (pressed.record) return `record ${String((pressed.record as Json).id)}`;
    if (pressed.managerPhone) return `transfer ${String(pressed.managerPhone)}`;
    return pressed.smsText ? 'sms' : 'block';
  }

  /** Up to three times, until it is taken. */
  async tell(call: ZvonobotCall): Promise<number> {
    for (let tries = 1; tries <= 3; tries++) {
      const body = JSON.stringify({ status: 'success', data: [show(call)] });
      const headers = { 'content-type': 'application/json' };
      const answer = await this.#options
        .send(new Request(call.webhookUrl, { method: 'POST', headers, body }))
        .catch(() => null);
      if (answer?.status === 200) return tries;
    }
    return 3;
  }
}

function show({ id, phone, status, calls }: ZvonobotCall): Json {
  return { id, phone, status, calls };
}

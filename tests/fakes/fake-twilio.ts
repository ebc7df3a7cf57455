import type { Fault, FaultPlan } from './faults.ts';
import { isOver, obeyTwiml, showCall, signTwilio, type TwilioCall } from './twilio-call.ts';

export interface FakeTwilioOptions {
  accountSid: string;
  authToken: string;
  faults: FaultPlan;
  /** Carries a request of Twilio's to us. */
  send(request: Request): Promise<Response>;
  /** Epoch ms. */
  now(): number;
}

/** The line was cut before the answer. */
export class Cut extends Error {}

const KNOWN = ['To', 'From', 'Url', 'Method', 'Timeout', 'TimeLimit', 'SendDigits'];
const KNOWN_CALLBACK = ['StatusCallback', 'StatusCallbackMethod', 'StatusCallbackEvent'];
const CAUSE_SIP: Readonly<Record<string, string>> = { busy: '486', failed: '404', 'no-answer': '487' };

/**
 * Twilio's calls as a fetch handler: strict with what it is asked, and playing our documents to people whose hands the
 * test is. `POST Calls.json`, `POST` and `GET Calls/{sid}.json`, `GET Calls.json`.
 */
export class FakeTwilio {
  readonly calls: TwilioCall[] = [];
  /** How a status callback goes out; may be replaced. */
  callbacks: (send: () => Promise<Response>, status: string) => Promise<unknown> = (send) => send();
  /** No status callback gets out. */
  isSilent = false;
  readonly #options: FakeTwilioOptions;

  constructor(options: FakeTwilioOptions) {
    this.#options = options;
  }

  /** One request of ours. @throws Cut */
  async handle(request: Request): Promise<Response> {
    const { accountSid, authToken, faults } = this.#options;
    const url = new URL(request.url);
    const prefix = `/2010-04-01/Accounts/${accountSid}`;
    const form = new URLSearchParams(await request.text());
    if (request.headers.get('authorization') !== `Basic ${btoa(`${accountSid}:${authToken}`)}`) {
      return refuse(401, 20_003);
    }
    const isRead = request.method === 'GET';
    const isOfAll = url.pathname.endsWith('/Calls.json');
    const kind = isRead ? (isOfAll ? 'list' : 'read') : isOfAll ? 'dial' : 'change';
    const fault = faults.take(kind);
    if (fault?.kind === 'status') return new Response(fault.body ?? '', fault);
    const sid = /\/Calls\/(CA[0-9a-f]{32})\.json$/.exec(url.pathname)?.[1];
    if (!url.pathname.startsWith(prefix)) return refuse(404, 20_404);
    if (fault?.kind === 'ghost') return Response.json({ sid: newSid(), status: 'queued' }, { status: 201 });
    const answer =
      kind === 'list'
        ? this.#list(url.searchParams)
        : kind === 'dial'
          ? this.#dial(form)
          : kind === 'read'
            ? this.#read(sid ?? '')
            : await this.#change(sid ?? '', form);
    return afterFault(fault, answer);
  }

  /** A call that waits for its turn. */
  make(known: Pick<TwilioCall, 'to' | 'from'> & Partial<TwilioCall>): TwilioCall {
    const call: TwilioCall = {
      sid: newSid(),
      status: 'queued',
      url: '',
      statusCallback: '',
      sendDigits: null,
      timeout: null,
      limitS: 14_400,
      answeredAt: null,
      madeAt: this.#options.now(),
      said: [],
      gather: null,
      room: null,
      roomUntil: 0,
      sequence: 0,
      ...known,
    };
    this.calls.push(call);
    return call;
  }

  /** The newest call to a number that is not over. */
  live(to: string): TwilioCall | null {
    return this.calls.findLast((call) => call.to === to && !isOver(call)) ?? null;
  }

  /** Somebody picks the telephone up: Twilio asks what to do. */
  async answer(call: TwilioCall): Promise<void> {
    Object.assign(call, { status: 'in-progress', answeredAt: this.#options.now() });
    const [, document] = await Promise.all([this.#tell(call), this.#ask(call, call.url, {})]);
    await this.#play(call, document);
  }

  press(call: TwilioCall, digit: string): Promise<void> {
    return this.#hear(call, { Digits: digit });
  }

  speak(call: TwilioCall, text: string): Promise<void> {
    return this.#hear(call, { SpeechResult: text, Confidence: '0.9' });
  }

  /** Ends whatever rings or lasts for as long as it may: nobody has to tell Twilio. */
  async endOverdue(): Promise<void> {
    const now = this.#options.now();
    for (const call of this.calls.filter((one) => !isOver(one))) {
      const { answeredAt, madeAt, timeout, limitS, room, roomUntil } = call;
      if (answeredAt === null) {
        if (now >= madeAt + Number(timeout ?? 60) * 1000) await this.end(call, 'no-answer');
      } else if (now >= answeredAt + limitS * 1000 || (room !== null && now >= roomUntil)) {
        await this.end(call, 'completed');
      }
    }
  }

  async end(call: TwilioCall, status: TwilioCall['status']): Promise<void> {
    if (isOver(call)) return;
    Object.assign(call, { status, gather: null, room: null });
    const sip = CAUSE_SIP[status];
    await this.#tell(call, { CallDuration: '3', ...(sip && { SipResponseCode: sip }) });
  }

  /** A form of Twilio's for a call, signed unless told. */
  async post(call: TwilioCall, url: string, fields: Record<string, string>, token = this.#options.authToken) {
    const form = new URLSearchParams({
      CallSid: call.sid,
      AccountSid: this.#options.accountSid,
      From: call.from,
      To: call.to,
      CallStatus: call.status,
      Direction: 'outbound-api',
      ApiVersion: '2010-04-01',
      ...fields,
    });
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': await signTwilio(token, url, form),
    };
    return this.#options.send(new Request(url, { method: 'POST', headers, body: form.toString() }));
  }

  #dial(form: URLSearchParams): Response {
    const names = [...form.keys()];
    if (names.some((name) => ![...KNOWN, ...KNOWN_CALLBACK].includes(name))) return refuse(400, 20_001);
    const to = form.get('To') ?? '';
    if (!/^(\+[1-9]\d{6,14}|sips?:.+)$/.test(to) || to.endsWith('0000')) return refuse(400, 21_211);
    if (!/^\+\d+$/.test(form.get('From') ?? '')) return refuse(400, 21_212);
    if (!/^[0-9*#w]{0,32}$/.test(form.get('SendDigits') ?? '')) return refuse(400, 21_205);
    const call = this.make({
      to,
      from: form.get('From') ?? '',
      url: form.get('Url') ?? '',
      statusCallback: form.get('StatusCallback') ?? '',
      sendDigits: form.get('SendDigits'),
      timeout: form.get('Timeout'),
      limitS: Number(form.get('TimeLimit') ?? 14_400),
    });
    if (!this.isSilent) void this.#ring(call);
    return Response.json(showCall(call, this.#options.accountSid), { status: 201 });
  }

  async #ring(call: TwilioCall): Promise<void> {
    await this.#tell(call, { CallStatus: 'initiated' });
    if (call.status !== 'queued') return;
    call.status = 'ringing';
    await this.#tell(call);
  }

  async #change(sid: string, form: URLSearchParams): Promise<Response> {
    const call = this.calls.find((one) => one.sid === sid);
    if (!call) return refuse(404, 20_404);
    if (isOver(call)) return refuse(400, 21_220);
    if (form.get('Status') === 'completed') {
      await this.end(call, call.status === 'in-progress' ? 'completed' : 'canceled');
    } else {
      const twiml = form.get('Twiml') ?? '';
      if (call.status !== 'in-progress') return refuse(400, 21_220);
      if (twiml === '' || twiml.length > 4000) return refuse(400, 21_218);
      await this.#play(call, twiml);
    }
    return Response.json(showCall(call, this.#options.accountSid));
  }

  #read(sid: string): Response {
    const call = this.calls.find((one) => one.sid === sid);
    return call ? Response.json(showCall(call, this.#options.accountSid)) : refuse(404, 20_404);
  }

  #list(query: URLSearchParams): Response {
    const day = query.get('StartTime>') ?? '';
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return refuse(400, 20_001);
    const calls = this.calls.filter(
      ({ to, from, madeAt }) =>
        to === query.get('To') && from === query.get('From') && madeAt >= Date.parse(day),
    );
    return Response.json({ calls: calls.map((call) => showCall(call, this.#options.accountSid)) });
  }

  async #hear(call: TwilioCall, fields: Record<string, string>): Promise<void> {
    if (!call.gather) throw new Error('nobody listens');
    await this.#play(call, await this.#ask(call, call.gather.action, fields));
  }

  async #ask(call: TwilioCall, url: string, fields: Record<string, string>): Promise<string> {
    const answer = await this.post(call, url, fields);
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return answer.text();
  }

  async #play(call: TwilioCall, twiml: string): Promise<void> {
    if (!isOver(call) && obeyTwiml(call, twiml, this.#options.now())) await this.end(call, 'completed');
  }

  async #tell(call: TwilioCall, fields: Record<string, string> = {}): Promise<void> {
    const status = fields.CallStatus ?? call.status;
    const own = {
      CallStatus: status,
      SequenceNumber: String(call.sequence++),
      CallbackSource: 'call-progress-events',
      Timestamp: new Date(this.#options.now()).toUTCString(),
      ...fields,
    };
    const fixed = { ...call };
    if (this.isSilent) return;
    await this.callbacks(() => this.post(fixed, call.statusCallback, own), status);
  }
}

function newSid(): string {
  return `CA${crypto.randomUUID().replaceAll('-', '')}`;
}

function afterFault(fault: Fault | null, answer: Response): Response {
  if (fault?.kind === 'cut') throw new Cut();
  if (fault?.kind !== 'html') return answer;
  return new Response('<html>Please sign in</html>', { headers: { 'content-type': 'text/html' } });
}

function refuse(status: number, code: number): Response {
  const body = { code, message: 'refused', more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return Response.json(body, { status });
}

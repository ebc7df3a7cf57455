/** A call at the fake Twilio, and what a TwiML document makes of it. */

export interface TwilioCall {
  sid: string;
  to: string;
  from: string;
  status: 'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  /** Asked for a document once somebody answers. */
  url: string;
  statusCallback: string;
  sendDigits: string | null;
  timeout: string | null;
  /** Seconds from the answer after which the call ends by itself. */
  limitS: number;
  /** Epoch ms. */
  answeredAt: number | null;
  /** Epoch ms. */
  madeAt: number;
  said: { text: string; language: string; voice: string; loop: number }[];
  /** Where a key is told; null while nobody listens. */
  gather: { action: string; speech: boolean } | null;
  /** The conference that it is in. */
  room: string | null;
  /** When it leaves that at the latest, epoch ms. */
  roomUntil: number;
  /** Numbers the status callbacks. */
  sequence: number;
}

export function isOver({ status }: TwilioCall): boolean {
  return !['queued', 'ringing', 'in-progress'].includes(status);
}

/** Does what a document says; true if that ends the call. @throws Error for what Twilio would not understand */
export function obeyTwiml(call: TwilioCall, twiml: string, now: number): boolean {
  if (!/^<\?xml[^>]*\?><Response>.*<\/Response>$/s.test(twiml)) throw new Error(`no TwiML: ${twiml}`);
  call.gather = null;
  call.room = null;
  for (const [, name = '', attributes = '', content = ''] of twiml.matchAll(
    /<(Say|Gather|Conference|Hangup|Pause|Reject)\b([^>]*?)(?:\/>|>([^<]*))/gs,
  )) {
    const attribute = (key: string) =>
      unescapeXml(new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    if (name === 'Hangup' || name === 'Reject') return true;
    if (name === 'Conference') {
      const limitS = Number(/<Dial timeLimit="(\d+)"/.exec(twiml)?.[1] ?? 14_400);
      Object.assign(call, { room: unescapeXml(content), roomUntil: now + limitS * 1000 });
    }
    if (name === 'Gather') {
      if (attribute('numDigits') !== '1' || attribute('method') !== 'POST')
        throw new Error('a Gather of its own');
      call.gather = { action: attribute('action'), speech: attribute('input').includes('speech') };
    }
    if (name === 'Say') {
      const loop = Number(attribute('loop'));
      call.said.push({
        text: unescapeXml(content),
        language: attribute('language'),
        voice: attribute('voice'),
        loop,
      });
    }
  }
  return false;
}

function unescapeXml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** `X-Twilio-Signature` of a form, as Twilio makes it. */
export async function signTwilio(token: string, url: string, form: URLSearchParams): Promise<string> {
  const text =
    url +
    [...form]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join(''))
      .join('');
  const bytes = (value: string) => new TextEncoder().encode(value);
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', bytes(token), algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)));
  return btoa(String.fromCharCode(...mac));
}

/** As the REST interface shows it. */
export function showCall(call: TwilioCall, account: string): Record<string, unknown> {
  return {
    sid: call.sid,
    account_sid: account,
    status: call.status,
    direction: 'outbound-api',
    to: call.to,
    from: call.from,
    date_created: new Date(call.madeAt).toUTCString(),
    start_time: null,
  };
}

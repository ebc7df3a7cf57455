import type { WidgetOffice } from '../../domain/site-model.ts';
import { escapeXml } from './twilio/twiml.ts';

export interface CallAnswer {
  contentType: string;
  body: string;
}

/** Rings an office this long, seconds. */
const RING_S = 45;

/** Tells a provider that asked where to put a call through to, in its own language. Null: to nobody. */
export function answerCall(provider: string, office: WidgetOffice | null): CallAnswer {
  if (provider !== 'twilio') return { contentType: 'application/json', body: JSON.stringify({ office }) };
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${office ? dial(office) : '<Reject/>'}</Response>`;
  return { contentType: 'text/xml; charset=utf-8', body };
}

/** With `answerOnBridge` the caller hears it ring until the office picks up, and only then is the call answered. */
function dial({ address, extension }: WidgetOffice): string {
  const target = /^sips?:/.test(address)
    ? `<Sip>${escapeXml(address)}</Sip>`
    : `<Number${extension === null ? '' : ` sendDigits="${escapeXml(`ww${extension}`)}"`}>${escapeXml(address)}</Number>`;
  return `<Dial answerOnBridge="true" timeout="${RING_S}">${target}</Dial>`;
}

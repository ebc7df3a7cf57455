import { type Context, Hono } from 'hono';
import { type LeadAccepted, type LeadRequest, LeadRequestSchema } from '../../../shared/contract/lead.ts';
import { LEADS_PATH } from '../../../shared/paths.ts';
import { isShutOut, takesPhone } from '../../domain/audience.ts';
import { MAX_PAGE_BODY } from '../../domain/limits.ts';
import type { EdgeSnapshot, EdgeWidget } from '../../domain/site-model.ts';
import type { OrderSender } from '../../domain/tools.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseJson, parseWith, readText } from '../../http/body.ts';
import { answerPreflight } from '../../http/cors.ts';
import { requireValidPhone } from '../../http/phone-field.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { leadId, sha256Hex } from '../../keys/ids.ts';
import { openLeaseToken } from '../../keys/lease-token.ts';
import { authoriseOrder } from './authorise-order.ts';
import { requireKey } from './request-key.ts';
import { readWhereabouts } from './visitor-place.ts';

/** Leaving a contact without ordering a call: out of hours, or by a form of the page. */
export const leadRoutes = new Hono<AppEnv>()
  .options(LEADS_PATH, answerPreflight)
  .post(LEADS_PATH, async (c) => {
    const text = await readText(c, MAX_PAGE_BODY);
    const body = parseJson(text);
    const { edge, sender } = await authoriseOrder(c, body, 'leads:create');
    const request = parseWith(LeadRequestSchema, body);
    const widget = findWidget(edge, request.widget);
    checkRequest(request);
    checkAudience(c, widget, request.phone, sender);
    const key = requireKey(c);
    const { secrets, account, reserveLead } = c.get('services');
    const id = await leadId(widget.hash, key);
    // All requests of a server come from one address, which says nothing of who left them.
    const address = sender === 'server' ? '' : (c.req.header('cf-connecting-ip') ?? '');
    const contact = request.phone ?? request.email?.toLowerCase() ?? '';
    const place = { account: edge.account, widget: widget.hash };
    if (!(await reserveLead({ id, contact, address, ...place }))) {
      throw new ApiError('caps', { headers: { 'retry-after': '600' } });
    }
    const lease = await openLeaseToken(secrets, request.lease, edge.siteId, Date.now());
    const kept = await account(edge.account).keepLead({
      id,
      widget: widget.hash,
      bodyHash: await sha256Hex(text),
      request,
      visitor: lease?.visitor ?? null,
      campaign: lease?.campaign ?? null,
    });
    if (kept.kind === 'refused') throw refusalToError(kept);
    if (kept.isRepeated) c.header('idempotency-replayed', 'true');
    return c.json({ id } satisfies LeadAccepted, 202);
  });

function findWidget(edge: EdgeSnapshot, hash: string): EdgeWidget {
  const widget = edge.widgets.find((entry) => entry.hash === hash);
  if (!widget) throw fieldError('widget', 'unknown_reference', 'The site has no such widget.');
  return widget;
}

function checkRequest({ hp, consent, phone }: LeadRequest): void {
  if (hp !== '') throw fieldError('hp', 'must_be_empty', 'This field is not for people.');
  if (!consent?.given) {
    throw fieldError('consent.given', 'consent_required', 'The visitor has to agree that this is kept.');
  }
  if (phone !== null) requireValidPhone(phone, 'phone');
}

/** What the page does not show to a visitor, it does not take from them either (S1-68); a server is nowhere. */
function checkAudience(
  c: Context<AppEnv>,
  { audience }: EdgeWidget,
  phone: string | null,
  sender: OrderSender,
): void {
  if (sender === 'page' && isShutOut(audience, readWhereabouts(c))) throw new ApiError('not_served');
  if (phone === null || takesPhone(audience, phone)) return;
  const list = audience.phoneCountries.join(', ');
  throw fieldError('phone', 'country_not_allowed', `Numbers of ${list} only are taken here.`);
}

function fieldError(path: string, code: string, message: string): ApiError {
  return new ApiError('invalid', { errors: [{ path, code, message }] });
}

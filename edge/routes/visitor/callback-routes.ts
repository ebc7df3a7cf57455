import { type Context, Hono } from 'hono';
import {
  type CallbackAccepted,
  type CallbackOrder,
  CallbackOrderSchema,
  type CallbackView,
  RescheduleSchema,
} from '../../../shared/contract/callback.ts';
import { CALLBACKS_PATH } from '../../../shared/paths.ts';
import { isShutOut, takesPhone } from '../../domain/audience.ts';
import { MAX_AHEAD_MS, MAX_PAGE_BODY } from '../../domain/limits.ts';
import type { WidgetAudience } from '../../domain/site-model.ts';
import { faultOfTool, type OrderSender } from '../../domain/tools.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseJson, parseWith, readJson, readText } from '../../http/body.ts';
import { answerPreflight, requireOrigin } from '../../http/cors.ts';
import { requireValidPhone } from '../../http/phone-field.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { type CallbackToken, openCallbackToken, signCallbackToken } from '../../keys/callback-token.ts';
import { callbackId, sha256Hex } from '../../keys/ids.ts';
import { openLeaseToken } from '../../keys/lease-token.ts';
import type { Refusal } from '../../rpc/common.ts';
import { authoriseOrder } from './authorise-order.ts';
import { loadSite } from './load-site.ts';
import { requireKey } from './request-key.ts';
import { readWhereabouts } from './visitor-place.ts';

const ONE = `${CALLBACKS_PATH}/:id`;

/** Ordering a call, watching it, moving it and calling it off. */
export const callbackRoutes = new Hono<AppEnv>()
  .options(CALLBACKS_PATH, answerPreflight)
  .options(`${CALLBACKS_PATH}/*`, answerPreflight)
  .post(CALLBACKS_PATH, async (c) => {
    const text = await readText(c, MAX_PAGE_BODY);
    const body = parseJson(text);
    const { edge, sender } = await authoriseOrder(c, body);
    const order = parseWith(CallbackOrderSchema, body);
    const widget = edge.widgets.find((entry) => entry.hash === order.widget);
    if (!widget?.offices.length) {
      throw fieldError('widget', 'unknown_reference', 'The site has no such widget.');
    }
    const toolFault = faultOfTool(order, widget.tools ?? [], sender);
    if (toolFault) throw new ApiError('invalid', { errors: [toolFault] });
    checkOrder(order, Date.now());
    checkAudience(c, widget.audience, order.phone, sender);
    const key = requireKey(c);
    const { secrets, callbacks, reserveOrder } = c.get('services');
    const lease = await openLeaseToken(secrets, order.lease, edge.siteId, Date.now());
    const id = await callbackId(widget.hash, key);
    const { account } = edge;
    const { phone, openedMs } = order;
    // All orders of a server come from one address, which says nothing of who ordered.
    const address = sender === 'server' ? '' : (c.req.header('cf-connecting-ip') ?? '');
    const { hash, provider } = widget;
    const verdict = await reserveOrder({ id, account, widget: hash, provider, phone, address, openedMs });
    if (verdict.kind === 'refused') throw refusedOrder(verdict.reason);
    const created = await callbacks(account, widget.hash).create({
      account,
      widget: widget.hash,
      id,
      bodyHash: await sha256Hex(text),
      order,
      visitor: lease?.visitor ?? null,
      campaign: lease?.campaign ?? null,
      doubts: verdict.kind === 'unsure' ? verdict.doubts : [],
    });
    if (created.kind === 'refused') throw refusalToError(created);
    const { status, scheduledAt, etaS } = created.view;
    const token = await signCallbackToken(secrets, {
      account,
      site: order.site,
      widget: widget.hash,
      id,
    });
    if (created.kind === 'repeated') c.header('idempotency-replayed', 'true');
    return c.json({ id, status, scheduledAt, etaS, token } satisfies CallbackAccepted, 202);
  })
  .get(`${ONE}/live`, async (c) => {
    const { token, callbacks } = await openCallback(c);
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      throw new ApiError('invalid', { detail: 'This address is a WebSocket.' });
    }
    const url = `http://callback/live?id=${token.id}`;
    return callbacks.fetch(new Request(url, { headers: { upgrade: 'websocket' } }));
  })
  .get(ONE, async (c) => {
    const { token, callbacks } = await openCallback(c);
    const found = await callbacks.status({ id: token.id });
    if (found.kind === 'gone') throw new ApiError('not_found');
    return c.json(found.view);
  })
  .patch(ONE, async (c) => {
    const { token, callbacks } = await openCallback(c);
    const when = Date.parse(parseWith(RescheduleSchema, await readJson(c, MAX_PAGE_BODY)).when);
    checkWhen(when, Date.now());
    return c.json(viewOf(await callbacks.reschedule({ id: token.id, when })));
  })
  .delete(ONE, async (c) => {
    const { token, callbacks } = await openCallback(c);
    return c.json(viewOf(await callbacks.cancel({ id: token.id })));
  });

/** The token is the authority; a page that sends an Origin must still be one of the site's. */
async function openCallback(c: Context<AppEnv>) {
  const services = c.get('services');
  const text = c.req.query('token') ?? '';
  const token: CallbackToken | null = await openCallbackToken(
    services.secrets,
    text,
    c.req.param('id') ?? '',
  );
  if (!token) throw new ApiError('bad_token');
  const { public: site } = await loadSite(c, token.site);
  requireOrigin(c, site.hosts, true);
  c.header('cache-control', 'no-store');
  return { token, callbacks: services.callbacks(token.account, token.widget) };
}

function checkOrder(order: CallbackOrder, now: number): void {
  if (order.hp !== '') throw fieldError('hp', 'must_be_empty', 'This field is not for people.');
  if (!order.consent?.given) {
    throw fieldError('consent.given', 'consent_required', 'The visitor has to agree to be called.');
  }
  requireValidPhone(order.phone, 'phone');
  if (order.when !== 'now') checkWhen(Date.parse(order.when), now);
}

/** What the page does not show to a visitor, it does not take from them either (S1-68); a server is nowhere. */
function checkAudience(
  c: Context<AppEnv>,
  audience: WidgetAudience,
  phone: string,
  sender: OrderSender,
): void {
  if (sender === 'page' && isShutOut(audience, readWhereabouts(c))) throw new ApiError('not_served');
  if (takesPhone(audience, phone)) return;
  const list = audience.phoneCountries.join(', ');
  throw fieldError('phone', 'country_not_allowed', `Calls from here go to numbers of ${list} only.`);
}

function checkWhen(when: number, now: number): void {
  if (when <= now) throw fieldError('when', 'in_the_past', 'The time must lie ahead.');
  if (when > now + MAX_AHEAD_MS) throw fieldError('when', 'too_far', 'The time must be within 31 days.');
}

/** The shortest of the caps is over ten minutes later; a number that is not called will not be then either. */
function refusedOrder(reason: 'blocked' | 'caps'): ApiError {
  return new ApiError(reason, reason === 'caps' ? { headers: { 'retry-after': '600' } } : {});
}

function viewOf(answer: { kind: 'found'; view: CallbackView } | Refusal): CallbackView {
  if (answer.kind === 'refused') throw refusalToError(answer);
  return answer.view;
}

function fieldError(path: string, code: string, message: string): ApiError {
  return new ApiError('invalid', { errors: [{ path, code, message }] });
}

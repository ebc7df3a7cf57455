import type { CallbackAccepted } from '../../../shared/contract/callback.ts';
import { CALLBACKS_PATH } from '../../../shared/paths.ts';
import { buildOrder, mintKey } from '../../callback/order.ts';
import type { BehaviourHost } from '../behaviour/behaviour-host.ts';
import type { FilledForm, FormTool } from './read-form.ts';

/** The page's own form has asked its visitor: an order by it counts as agreed to, as one by the page API does. */
const CONSENT = 'page';
const LANGUAGE = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i;

/**
 * Sends the order of a form. It needs no preflight and outlives the page, which may be gone in this very turn. True if
 * the edge has taken it, or refuses it for good.
 */
export async function orderByForm(
  { origin, site, widget, visitContext, emit }: BehaviourHost,
  tool: FormTool,
  { phone, name, extra }: FilledForm,
): Promise<boolean> {
  const { lang } = document.documentElement;
  const [office] = widget.offices;
  const order = {
    ...buildOrder(
      { site, widget, visitContext },
      {
        phone,
        office: widget.offices.length === 1 && office ? office.id : null,
        name: name || null,
        comment: null,
        when: 'now',
        lang: LANGUAGE.test(lang) ? lang : (widget.language ?? 'en'),
        consentText: CONSENT,
        hp: '',
        // As long as the visitor has had the form before them.
        openedMs: performance.now(),
      },
    ),
    tool: tool.id,
    extra,
  };
  try {
    const response = await fetch(`${origin}${CALLBACKS_PATH}?key=${mintKey()}`, {
      method: 'POST',
      body: JSON.stringify(order),
      credentials: 'omit',
      keepalive: true,
    });
    const body = (await response.json()) as Partial<CallbackAccepted> & { type?: string };
    if (response.ok && body.id && body.status) {
      emit('callback_ordered', { widget: widget.hash, id: body.id, status: body.status });
    } else emit('error', { code: String(body.type).replace(/.*\//, '') });
    return response.status < 500;
  } catch {
    emit('error', { code: 'network' });
    return false;
  }
}

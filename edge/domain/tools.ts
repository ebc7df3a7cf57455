import type { CallbackOrder } from '../../shared/contract/callback.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { pageFactsOf, passesPageRules } from '../../shared/page-rules.ts';
import type { EdgeTool, WidgetConfig } from './site-model.ts';

/** Who sends an order: a page of the site, or a server of the customer's with an API token. */
export type OrderSender = 'page' | 'server';

/**
 * What is wrong with the tool that an order names (S1-70); null if nothing is. A server orders through a REST tool and
 * nobody else does; the rules of such a tool are held against the page that the order tells of, those of the others
 * have been judged by the page itself.
 */
export function faultOfTool(
  { tool, page, touch }: Pick<CallbackOrder, 'tool' | 'page' | 'touch'>,
  tools: readonly EdgeTool[],
  sender: OrderSender,
): FieldError | null {
  const fault = (code: string, message: string): FieldError => ({ path: 'tool', code, message });
  if (tool === null) {
    return sender === 'page'
      ? null
      : fault('required', 'A server names the REST tool that it orders through.');
  }
  const found = tools.find(({ id }) => id === tool);
  if (!found) return fault('unknown_reference', 'The widget has no such tool.');
  if (!found.isOn) return fault('switched_off', 'This tool is switched off.');
  const isRest = found.kind === 'rest';
  if (isRest && sender === 'page')
    return fault('token_required', 'This tool takes orders with an API token.');
  if (!isRest && sender === 'server') return fault('not_rest', 'This tool belongs to pages.');
  const isHere = !isRest || passesPageRules(found.rules, pageFactsOf(page, touch?.landing ?? ''));
  return isHere ? null : fault('not_here', 'The rules of this tool do not allow the page.');
}

/** What people call the tool of an order; null for one without. Of a tool that was removed its id is left. */
export function titleOfTool({ tools = {} }: Pick<WidgetConfig, 'tools'>, tool: string | null): string | null {
  if (tool === null) return null;
  return (Object.hasOwn(tools, tool) ? tools[tool] : null) ?? tool;
}

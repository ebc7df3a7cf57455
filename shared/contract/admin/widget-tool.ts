import { z } from 'zod';
import { NameSchema } from './common.ts';
import { PageRulesSchema } from './page-rule.ts';

const ToolBase = {
  /** Stays the same over changes; calls name their tool by it. */
  id: z.string().regex(/^[a-z0-9_-]{1,32}$/, 'must be up to 32 of a-z, 0-9, _ and -'),
  name: NameSchema,
  /** What the voice says as {{FORM}}; empty: the name. */
  title: z.string().max(100).default(''),
  isOn: z.boolean().default(true),
  rules: PageRulesSchema,
};
const Selector = z.string().trim().min(1).max(500);

/** What orders callbacks through a widget's schedule, scenario and voice, beside the widget itself (S1-3, S1-70). */
export const WidgetToolSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...ToolBase, kind: z.literal('button'), selector: Selector }),
  z.strictObject({
    ...ToolBase,
    kind: z.literal('form'),
    selector: Selector,
    /** Names of the form's fields. */
    fields: z.strictObject({
      phone: z.string().min(1).max(100),
      name: z.string().max(100).default(''),
      param1: z.string().max(100).default(''),
      param2: z.string().max(100).default(''),
      param3: z.string().max(100).default(''),
    }),
  }),
  /** Opens the widget when the page was scrolled so far, pixels; at most once in 30 minutes. */
  z.strictObject({
    ...ToolBase,
    kind: z.literal('scroll'),
    pageYOffset: z.number().int().min(1).max(1_000_000),
  }),
  /** Orders by the customer's own servers. */
  z.strictObject({ ...ToolBase, kind: z.literal('rest') }),
]);
export type WidgetTool = z.infer<typeof WidgetToolSchema>;

/** Each has an id of its own, or an order could not say which it came through. */
export const WidgetToolsSchema = z
  .array(WidgetToolSchema)
  .max(50)
  .superRefine((tools, context) => {
    for (const [i, { id }] of tools.entries()) {
      if (tools.findIndex((tool) => tool.id === id) === i) continue;
      context.addIssue({ code: 'custom', path: [i, 'id'], message: 'is another tool’s', input: id });
    }
  })
  .default([]);

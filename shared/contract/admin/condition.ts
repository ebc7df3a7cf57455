import { z } from 'zod';
import { CLICK_IDS, TOUCH_TYPES, UTM_TAGS } from '../../touch.ts';

/** What a condition of a campaign looks at. `param` names a part of it where a type has several. */
export const CONDITION_TYPES = [
  ...UTM_TAGS.map((tag) => `utm_${tag}` as const),
  'query',
  'click_id',
  'referrer',
  'source_type',
  'channel',
  'landing',
  'page',
  'country',
  'region',
  'city',
  'device',
  'language',
  'visitor',
  'weekday',
  'hour',
] as const;
export type ConditionType = (typeof CONDITION_TYPES)[number];

export const CONDITION_OPERATORS = [
  'contains',
  'equals',
  'starts',
  'ends',
  'one_of',
  'glob',
  'exists',
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** S2-50: `cpc` is a visit with any UTM tag, `referral` is never a search engine, `direct` was typed in. */
export const SOURCE_TYPES = ['direct', 'referral', 'organic', 'cpc'] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export const DEVICES = ['mobile', 'tablet', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

export const VISITOR_KINDS = ['new', 'returning'] as const;
export type VisitorKind = (typeof VISITOR_KINDS)[number];

/** Types that have no other values than these. Weekdays are 1 (Monday) to 7, hours 0 to 23. */
const KNOWN_VALUES: Partial<Record<ConditionType, readonly string[]>> = {
  source_type: SOURCE_TYPES,
  channel: TOUCH_TYPES,
  device: DEVICES,
  visitor: VISITOR_KINDS,
  weekday: countTo(7).slice(1),
  hour: countTo(23),
};

/** Numbers are compared as a whole: an hour that contains 1 could be any of thirteen. */
const WHOLE_ONLY: Partial<Record<ConditionType, readonly ConditionOperator[]>> = {
  weekday: ['equals', 'one_of', 'exists'],
  hour: ['equals', 'one_of', 'exists'],
};

const ValueSchema = z.string().max(512);

/**
 * One condition of a rule group. `param` is the name of a query parameter with `query`; with `click_id` it is one of
 * the known ids, or absent for any of them; no other type has one. Case is ignored unless `matchCase`.
 */
export const ConditionSchema = z
  .strictObject({
    type: z.enum(CONDITION_TYPES),
    param: z.string().trim().min(1).max(100).optional(),
    op: z.enum(CONDITION_OPERATORS),
    not: z.boolean().default(false),
    value: z.union([ValueSchema, z.array(ValueSchema.min(1)).min(1).max(100)]).default(''),
    matchCase: z.boolean().default(false),
  })
  .superRefine((condition, context) => {
    checkParam(condition, context);
    checkOperator(condition, context);
    checkValue(condition, context);
  });
export type Condition = z.infer<typeof ConditionSchema>;

type Context = z.core.$RefinementCtx;

function checkParam({ type, param }: Condition, context: Context): void {
  if (type === 'query') {
    if (param === undefined) {
      context.addIssue({ code: 'invalid_type', expected: 'string', path: ['param'], input: undefined });
    }
  } else if (type !== 'click_id') {
    if (param !== undefined)
      context.addIssue({ code: 'unrecognized_keys', keys: ['param'], input: { param } });
  } else if (param !== undefined && !CLICK_IDS.some((id) => id === param)) {
    context.addIssue({ code: 'invalid_value', values: [...CLICK_IDS], path: ['param'], input: param });
  }
}

function checkOperator({ type, op }: Condition, context: Context): void {
  const operators = WHOLE_ONLY[type];
  if (operators && !operators.includes(op)) {
    context.addIssue({ code: 'invalid_value', values: [...operators], path: ['op'], input: op });
  }
}

function checkValue({ type, op, value, matchCase }: Condition, context: Context): void {
  const isList = Array.isArray(value);
  if (op === 'one_of' ? !isList : isList) {
    const message = 'only one_of takes a list, and it needs one';
    context.addIssue({ code: 'custom', path: ['value'], message, input: value });
    return;
  }
  if (op === 'exists') return;
  if (value === '') {
    context.addIssue({ code: 'custom', path: ['value'], message: 'must not be empty', input: value });
    return;
  }
  const known = KNOWN_VALUES[type];
  if (!known) return;
  for (const [i, item] of (isList ? value : [value]).entries()) {
    if (known.includes(matchCase ? item : item.toLowerCase())) continue;
    const path = isList ? ['value', i] : ['value'];
    context.addIssue({ code: 'invalid_value', values: [...known], path, input: item });
  }
}

/** `['0', '1', … , String(last)]` */
function countTo(last: number): string[] {
  return Array.from({ length: last + 1 }, (_, i) => String(i));
}

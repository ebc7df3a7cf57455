import type { CrmRuleFields } from '../../../shared/contract/admin/crm-fields.ts';

/** The rule that applies: every field with a value. */
export type MergedRule = {
  [Name in Exclude<keyof CrmRuleFields, Unfilled>]: NonNullable<CrmRuleFields[Name]>;
} & Pick<CrmRuleFields, Unfilled>;
/** Fields for which there is nothing usual. */
type Unfilled = 'responsible' | 'comment' | 'source' | 'refinedSource' | 'commentPriority' | 'repeated';

/** What a base rule leaves open. */
const USUAL: Omit<MergedRule, 'first'> = {
  act: 'write',
  repeated: null,
  commentPriority: null,
  addToClosed: false,
  heldBackBy: [],
  chatAt: 'end',
  copyComments: false,
  notify: [],
  waitForHours: false,
  responsible: null,
  comment: null,
  source: null,
  refinedSource: null,
  titles: [],
  fields: [],
  vendor: {},
};

/**
 * The base rule, and over it what the refining rule has filled in (S3-21, S3-22). Titles, mapped fields and the
 * vendor's own are fields each for themselves. The responsible is the refining rule's even if it names none (S3-23).
 */
export function mergeRules(
  vendor: 'bitrix24' | 'autocrm',
  base: CrmRuleFields,
  refining: CrmRuleFields | null,
): MergedRule {
  const usual: MergedRule = { ...USUAL, first: vendor === 'bitrix24' ? ['lead'] : ['inquiry'] };
  const merged = { ...usual, ...filledOf(base), ...(refining && filledOf(refining)) };
  return {
    ...merged,
    responsible: (refining ?? base).responsible,
    titles: joinBy(base.titles, refining?.titles, ({ entity }) => entity),
    fields: joinBy(base.fields, refining?.fields, ({ entity, field }) => `${entity}:${field}`),
    vendor: { ...base.vendor, ...refining?.vendor },
  };
}

function filledOf(fields: CrmRuleFields): Partial<MergedRule> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function joinBy<Item>(
  base: readonly Item[] | null,
  refining: readonly Item[] | null | undefined,
  keyOf: (item: Item) => string,
): Item[] {
  const items = [...(base ?? []), ...(refining ?? [])].map((item) => [keyOf(item), item] as const);
  return [...new Map(items).values()];
}

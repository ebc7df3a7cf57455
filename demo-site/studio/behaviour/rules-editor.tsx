import type { PageRule } from '../../../shared/contract/admin/page-rule.ts';
import { SelectField, TextField } from '../field.tsx';

const EFFECTS = { allow: 'Only where', deny: 'Not where' } as const;
const SOURCES = {
  page: 'the address',
  path: 'the path',
  title: 'the title',
  referrer: 'the page before',
  landing: 'the first page of the visit',
} as const;
const OPERATORS = {
  contains: 'contains',
  equals: 'is',
  starts: 'begins with',
  ends: 'ends with',
} as const;
type Comparison = keyof typeof OPERATORS | `not_${keyof typeof OPERATORS}`;
const COMPARISONS: Readonly<Record<Comparison, string>> = {
  ...OPERATORS,
  not_contains: 'does not contain',
  not_equals: 'is not',
  not_starts: 'does not begin with',
  not_ends: 'does not end with',
};

interface Props {
  path: string;
  rules: PageRule[];
  onChange(rules: PageRule[]): void;
}

/** Allow or deny × source × comparison × value (S1-70). */
export function RulesEditor({ path, rules, onChange }: Props) {
  const change = (index: number, part: Partial<PageRule>) =>
    onChange(rules.map((rule, i) => (i === index ? { ...rule, ...part } : rule)));
  return (
    <div class="rules">
      {rules.length === 0 && <p class="muted small">On every page.</p>}
      {rules.map((rule, index) => (
        <div class="rule row" key={index}>
          <SelectField
            label="Rule"
            path={`${path}.${index}.effect`}
            value={rule.effect}
            options={EFFECTS}
            onChange={(effect) => change(index, { effect })}
          />
          <SelectField
            label="What"
            path={`${path}.${index}.source`}
            value={rule.source}
            options={SOURCES}
            onChange={(source) => change(index, { source })}
          />
          <SelectField
            label="How"
            path={`${path}.${index}.op`}
            value={rule.not ? (`not_${rule.op}` as const) : rule.op}
            options={COMPARISONS}
            onChange={(comparison) => change(index, readComparison(comparison))}
          />
          <TextField
            label="Value"
            path={`${path}.${index}.value`}
            value={rule.value}
            maxLength={512}
            onChange={(value) => change(index, { value })}
          />
          <button
            class="button button-small"
            type="button"
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => onChange(rules.filter((_, i) => i !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button
          class="button button-small"
          type="button"
          onClick={() =>
            onChange([...rules, { effect: 'allow', source: 'page', op: 'contains', not: false, value: '/' }])
          }
        >
          + Add rule
        </button>
      </div>
    </div>
  );
}

function readComparison(comparison: Comparison): Pick<PageRule, 'op' | 'not'> {
  const not = comparison.startsWith('not_');
  return { op: comparison.replace('not_', '') as PageRule['op'], not };
}

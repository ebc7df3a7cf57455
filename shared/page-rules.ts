import type { PageRule } from './contract/admin/page-rule.ts';
import type { Page } from './contract/fields.ts';
import { readableUrl } from './readable-url.ts';

/** What page rules look at; an empty text is absent. Addresses are without their fragment. */
export type PageFacts = Record<PageRule['source'], string>;

/** The facts of a page; `landing` is where the visit began, empty if that is not known. */
export function pageFactsOf({ url, title, referrer }: Page, landing: string): PageFacts {
  const page = url.replace(/#.*/, '');
  const [, path = ''] = /^[a-z][a-z\d+.-]*:\/\/[^/?]*([^?]*)/i.exec(page) ?? [];
  return { page, path: path || '/', title, referrer, landing };
}

/**
 * True for a page that may have what the rules stand for (S1-70): no deny rule holds and, where there are allow rules,
 * at least one of them does. No rules allow every page.
 */
export function passesPageRules(rules: readonly PageRule[], facts: PageFacts): boolean {
  const holding = rules.filter((rule) => holds(rule, facts));
  if (holding.some(({ effect }) => effect === 'deny')) return false;
  return holding.length > 0 || !rules.some(({ effect }) => effect === 'allow');
}

/** Case is ignored; addresses are compared as people read them. Of what is absent only a negation holds. */
function holds({ source, op, not, value }: PageRule, facts: PageFacts): boolean {
  const isUrl = source !== 'title';
  return compare(op, fold(facts[source], isUrl), fold(value, isUrl)) !== not;
}

function compare(op: PageRule['op'], actual: string, wanted: string): boolean {
  switch (op) {
    case 'contains':
      return actual.includes(wanted);
    case 'equals':
      return actual === wanted;
    case 'starts':
      return actual.startsWith(wanted);
    case 'ends':
      return actual.endsWith(wanted);
    default: {
      const never: never = op;
      return never;
    }
  }
}

function fold(text: string, isUrl: boolean): string {
  return (isUrl ? readableUrl(text) : text).toLowerCase();
}

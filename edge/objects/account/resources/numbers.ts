import type { NumberInput } from '../../../../shared/contract/admin/number.ts';
import { placesOf } from '../../../domain/number-places.ts';
import type { StoredNumber } from '../entity-bodies.ts';
import { type EntityCondition, type EntityStore, fieldSql } from '../entity-store.ts';
import { askMarket } from '../market/ask-market.ts';
import { refuseIfNamed } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { NumberUse, ResourceRules, RuleContext } from '../resource-rules.ts';
import { findByE164, openPurchaseOf } from './find-number.ts';

const UNUSED: NumberUse = { campaign: null, shield: false, moving: false };

export const numberRules: ResourceRules<'numbers'> = {
  present: ({ numberUses, statistics, now }, numbers) => {
    const uses = numberUses();
    const activity = statistics.activityOf(
      numbers.map(({ e164 }) => e164),
      now,
    );
    return (number) => {
      const { campaign, shield, moving } = uses.get(number.id) ?? UNUSED;
      const status = moving ? 'moving' : number.status;
      const { source: _, ...shown } = number;
      return { ...shown, status, campaign, shield, ...activity.get(number.e164) };
    };
  },

  create: ({ entities }, { id, input }) => newNumber(entities, id, input),

  update: (_, before, input) => {
    const number = { ...before, ...input };
    if (before.source) refuseChangedOffer(before, number);
    return number;
  },

  checkRemoval: ({ entities, numberUses }, { id }) => {
    refuseIfNamed(entities, {
      campaign: (campaign) => placesOf(campaign).some(({ number }) => number === id),
    });
    // Made anew, it would look free while a visitor is still promised it.
    if (numberUses().get(id)?.moving) {
      refuse('conflict', `The number ${id} is still promised to visitors of the campaign it came from.`);
    }
  },

  /** The stock takes a number back that was bought there. */
  forget: ({ releases, schedule, now }, { id, e164, source }) => {
    if (!source) return;
    releases.add(id, { ...source, numbers: [e164] });
    schedule('release', id, now);
  },

  ask: (context, question, input) => askMarket(context, question, input),

  condition: (context, field, value) => {
    switch (field) {
      case 'kind':
        // The tab of substitute numbers has all that are not virtual (S2-14, S2-17).
        return value === 'substitute'
          ? { sql: `${fieldSql('kind')} IN ('own', 'bought')`, values: [] }
          : null;
      case 'campaign':
        return oneOf(context, (use) => use.campaign === value);
      case 'shield':
        return oneOf(context, (use) => use.shield, value === true);
      case 'status':
        return value === 'moving' ? oneOf(context, isMoving) : storedAndNotMoving(context, value);
      default:
        return null;
    }
  },
};

/** A number that the account brings along (S2-7, S2-8). @throws Refused for one that it has, or may have soon */
export function newNumber(entities: EntityStore, id: string, input: NumberInput): StoredNumber {
  const { kind } = input;
  if (kind === 'bought') {
    refuseFaults([{ path: 'kind', code: 'not_for_sale', message: 'a number is bought by a purchase' }]);
  }
  const known = findByE164(entities, input.e164)?.id ?? openPurchaseOf(entities, input.e164);
  if (known) {
    refuse('conflict', `The account has this number already: ${known}.`, [
      { path: 'e164', code: 'taken', message: `is the number ${known}` },
    ]);
  }
  return { id, ...input };
}

/** What a bought number is and costs its seller says; what becomes of it its owner. */
function refuseChangedOffer(before: StoredNumber, after: StoredNumber): void {
  const fixed = (['region', 'operator', 'cost'] as const).filter((name) => before[name] !== after[name]);
  refuseFaults(
    fixed.map((path) => ({ path, code: 'fixed', message: 'keeps the value that it was bought with' })),
  );
}

function isMoving(use: NumberUse): boolean {
  return use.moving;
}

function storedAndNotMoving(context: RuleContext, status: string | number | boolean): EntityCondition {
  const still = oneOf(context, isMoving, false);
  return { sql: `${fieldSql('status')} = ? AND ${still.sql}`, values: [String(status), ...still.values] };
}

/** The numbers whose use is like that, or with `wanted` false all others. */
function oneOf(
  { numberUses }: RuleContext,
  isLikeThat: (use: NumberUse) => boolean,
  wanted = true,
): EntityCondition {
  const ids = [...numberUses()].filter(([, use]) => isLikeThat(use)).map(([id]) => id);
  const sql = `id ${wanted ? 'IN' : 'NOT IN'} (SELECT value FROM json_each(?))`;
  return { sql, values: [JSON.stringify(ids)] };
}

import { placesOf } from '../../../domain/number-places.ts';
import { type EntityCondition, type EntityStore, fieldSql, type StoredNumber } from '../entity-store.ts';
import { refuseIfNamed } from '../references.ts';
import { refuse } from '../refused.ts';
import type { NumberUse, ResourceRules, RuleContext } from '../resource-rules.ts';

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
      return { ...number, status, campaign, shield, ...activity.get(number.e164) };
    };
  },

  create: ({ entities }, { id, input }) => {
    const [known] = findByE164(entities, input.e164);
    if (known) {
      refuse('conflict', `The account has this number already: ${known.id}.`, [
        { path: 'e164', code: 'taken', message: `is the number ${known.id}` },
      ]);
    }
    return { id, ...input };
  },

  update: (_, { id }, input) => ({ id, ...input }),

  checkRemoval: ({ entities, numberUses }, { id }) => {
    refuseIfNamed(entities, {
      campaign: (campaign) => placesOf(campaign).some(({ number }) => number === id),
    });
    // Made anew, it would look free while a visitor is still promised it.
    if (numberUses().get(id)?.moving) {
      refuse('conflict', `The number ${id} is still promised to visitors of the campaign it came from.`);
    }
  },

  condition: (context, field, value) => {
    switch (field) {
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

function findByE164(entities: EntityStore, e164: string): StoredNumber[] {
  const where = [{ sql: `${fieldSql('e164')} = ?`, values: [e164] }];
  return entities
    .page('numbers', { where, sortBy: null, descending: false, after: null, limit: 1 })
    .map(({ body }) => body);
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

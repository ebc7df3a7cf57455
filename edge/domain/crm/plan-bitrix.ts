import type { Communication } from './communication.ts';
import { type EntityPlan, fieldsOf, orderKinds } from './entity-plan.ts';
import { commentTargets, holderBack, type KnownContact, refOf, sortFound } from './find-targets.ts';
import type { CrmEntityKind, CrmWrite, EntityRef, EntityTarget, FoundEntities } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** Leads, deals, contacts, companies and activities for somebody new, or for somebody whom the CRM knows (S4-26…S4-33). */
export function planBitrix(
  rule: ResolvedRule,
  communication: Communication,
  found: FoundEntities,
): EntityPlan {
  const known = sortFound(found, rule.addToClosed);
  const targets = commentTargets(known, rule.commentPriority);
  const isFirst = targets.length === 0;
  const kinds = orderKinds(isFirst ? rule.first : (rule.repeated ?? rule.first));
  const stages = isFirst ? rule.stages.first : rule.stages.repeated;
  const writes: CrmWrite[] = [];
  const made = new Map<CrmEntityKind, EntityTarget>();
  for (const kind of kinds) {
    if (kind === 'contact' && known.contact) continue;
    if (kind === 'company' && known.company) continue;
    const heldBack = holderBack(kind, found, rule.heldBackBy);
    if (heldBack) {
      made.set(kind, refOf(heldBack));
      continue;
    }
    const step = `create:${kind}`;
    const links = linksOf(kind, made, known, isFirst ? [] : targets);
    writes.push({
      step,
      kind: 'create',
      entity: kind,
      fields: fieldsOf(rule, communication, kind, stages),
      links,
    });
    made.set(kind, { step });
  }
  const own = [made.get('deal'), made.get('lead')].filter((one) => one !== undefined);
  const people = [made.get('contact') ?? known.contact, made.get('company') ?? known.company];
  const existing = isFirst || own.length > 0 ? [] : targets;
  return {
    writes: [...writes, ...moves(existing, known, stages)],
    main: own.length > 0 ? prefer(own, rule.commentPriority, made) : existing,
    people: people.filter((one) => one !== null).map(targetOf),
    holder: null,
  };
}

function linksOf(
  kind: CrmEntityKind,
  made: ReadonlyMap<CrmEntityKind, EntityTarget>,
  known: KnownContact,
  targets: readonly EntityRef[],
): EntityTarget[] {
  const own = (one: 'lead' | 'deal' | 'contact' | 'company') =>
    made.get(one) ?? (known[one] && refOf(known[one]));
  if (kind === 'company') return [];
  if (kind === 'contact') return [own('company')].filter(isThere);
  if (kind === 'lead') return [own('contact'), own('company')].filter(isThere);
  if (kind === 'deal') return [own('contact'), own('company'), made.get('lead') ?? null].filter(isThere);
  const main = made.get('deal') ?? made.get('lead') ?? targets[0] ?? own('contact') ?? own('company');
  return [main ?? null].filter(isThere);
}

function isThere<T>(value: T | null): value is T {
  return value !== null;
}

function targetOf(one: EntityTarget): EntityTarget {
  return 'step' in one ? one : refOf(one);
}

/** Of what was made, that which comments go into. */
function prefer(
  own: EntityTarget[],
  priority: ResolvedRule['commentPriority'],
  made: ReadonlyMap<CrmEntityKind, EntityTarget>,
): EntityTarget[] {
  if (priority === 'both') return own;
  const chosen = made.get(priority === 'leads' ? 'lead' : 'deal') ?? own[0];
  return chosen ? [chosen] : [];
}

/** An open lead or deal of a repeated contact goes to the stage that is set for it, if one is (S4-39). */
function moves(
  targets: readonly EntityTarget[],
  known: KnownContact,
  stages: ResolvedRule['stages']['first'],
): CrmWrite[] {
  const { leadStage, dealFunnel, dealStage } = stages;
  return targets.flatMap((on): CrmWrite[] => {
    if ('step' in on || (on.kind !== 'lead' && on.kind !== 'deal')) return [];
    const entity = known[on.kind];
    const [funnel, stage] = on.kind === 'lead' ? [null, leadStage] : [dealFunnel, dealStage];
    const isThere =
      (funnel === null || funnel === entity?.funnel) && (stage === null || stage === entity?.status);
    if (isThere || entity?.isClosed) return [];
    return [{ step: `move:${on.kind}`, kind: 'move', on, funnel, stage }];
  });
}

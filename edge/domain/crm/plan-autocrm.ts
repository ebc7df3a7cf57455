import type { Communication } from './communication.ts';
import { type EntityPlan, fieldsOf, orderKinds } from './entity-plan.ts';
import { holderBack, newest, refOf } from './find-targets.ts';
import type { CrmEntityKind, CrmWrite, EntityTarget, FoundEntities } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

const NO_STAGES = { leadStage: null, dealFunnel: null, dealStage: null };

/** An inquiry, a service inquiry or a worksheet; with a worksheet the client, who keeps every recording (S3-27). */
export function planAutoCrm(
  rule: ResolvedRule,
  communication: Communication,
  found: FoundEntities,
): EntityPlan {
  const kinds = orderKinds(found.length > 0 ? (rule.repeated ?? rule.first) : rule.first);
  const writes: CrmWrite[] = [];
  const main: EntityTarget[] = [];
  const client = newest(found, 'client');
  let holder: EntityTarget | null = client && refOf(client);
  const create = (kind: CrmEntityKind, links: EntityTarget[]): EntityTarget => {
    const step = `create:${kind}`;
    writes.push({
      step,
      kind: 'create',
      entity: kind,
      fields: fieldsOf(rule, communication, kind, NO_STAGES),
      links,
    });
    return { step };
  };
  for (const kind of kinds.filter((one) => one !== 'client')) {
    const heldBack = holderBack(kind, found, rule.heldBackBy);
    if (heldBack) {
      main.push(refOf(heldBack));
      continue;
    }
    if (kind === 'worksheet') holder ??= create('client', []);
    main.push(create(kind, holder ? [holder] : []));
  }
  if (kinds.includes('client')) holder ??= create('client', []);
  return { writes, main, people: holder ? [holder] : [], holder };
}

import type { Changes } from '../../../shared/contract/admin/changes.ts';
import type { RuleContext } from './resource-rules.ts';

const MAX_CHANGES = 20;

/** `changes`: who wrote an entity last. */
export function answerChanges({ audit }: RuleContext, id: string): Changes {
  const changes = audit.listOf(id, MAX_CHANGES).map(({ at, token, verb, fields }) => ({
    at: new Date(at).toISOString(),
    by: token,
    verb,
    fields,
  }));
  return { changes };
}

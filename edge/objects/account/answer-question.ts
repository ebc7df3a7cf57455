import type { Resource } from '../../domain/resource-model.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import type { EntityKind } from './entity-bodies.ts';
import { refuseParameters } from './list-query.ts';
import { parseInput } from './parse-input.ts';
import { findEntity } from './read-entities.ts';
import { refuse } from './refused.ts';
import type { ResourceRules, RuleContext } from './resource-rules.ts';
import { RESOURCE_RULES } from './resource-rules-table.ts';

/** Answers a question of the resource table. Nothing is written, so it needs no transaction. @throws Refused */
export function answerQuestion(
  context: RuleContext,
  resource: Resource,
  { id, action, body, query = {} }: AdminRequest,
): AdminAnswer {
  const rules: Pick<ResourceRules<EntityKind>, 'ask'> = RESOURCE_RULES[resource.kind];
  const question = resource.questions.find(({ name }) => name === action);
  if (!question || !rules.ask) refuse('not_found', `There is no such question about ${resource.kind}.`);
  const known = question.method === 'get' ? Object.keys(question.input.shape) : [];
  refuseParameters(Object.fromEntries(Object.entries(query).filter(([name]) => !known.includes(name))));
  const input = parseInput(question.input, question.method === 'get' ? query : body);
  if (question.about === 'entity') findEntity(context, resource.kind, id ?? '');
  return { kind: 'value', value: rules.ask(context, question.name, input, id) };
}

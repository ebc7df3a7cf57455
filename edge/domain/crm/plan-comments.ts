import type { Communication } from './communication.ts';
import type { EntityPlan } from './entity-plan.ts';
import { isOver } from './plan-calls.ts';
import type { CrmWrite, EntityTarget } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';
import { transcriptOf, writeLine } from './variables.ts';

/**
 * What is written beside the entities: the rule's comment on what was there before, and the chat, line by line while it
 * goes on or as a transcript once it is over (S4-40). With copies the contact or company has them too (S4-41).
 */
export function commentWrites(
  rule: ResolvedRule,
  communication: Communication,
  plan: EntityPlan,
): CrmWrite[] {
  const copies = rule.copyComments ? plan.people : [];
  const where = plan.main.length > 0 ? [...plan.main, ...copies] : plan.people.slice(0, 1);
  const targets = where.filter((one, i) => where.findIndex((other) => keyOf(other) === keyOf(one)) === i);
  const { comment } = rule.texts;
  const isInFields = (one: EntityTarget) => 'step' in one;
  const comments =
    comment === null
      ? []
      : targets.filter((one) => !isInFields(one)).map((on) => write('comment', on, comment));
  return [
    ...comments,
    ...chatTexts(rule, communication).flatMap(([name, text]) => targets.map((on) => write(name, on, text))),
  ];
}

function chatTexts(rule: ResolvedRule, communication: Communication): [name: string, text: string][] {
  const { kind, lines, contact, text } = communication;
  const names = { timeZone: rule.timeZone, responsible: null };
  if (kind === 'request') return text ? [['request', text]] : [];
  if (kind !== 'chat') return [];
  if (rule.chatAt === 'start')
    return lines.map((line) => [`line:${line.id}`, writeLine(line, contact.name, names)]);
  const transcript = isOver(communication) ? transcriptOf(communication, names) : null;
  return transcript === null ? [] : [['transcript', transcript]];
}

/** The step of a comment names what it is on, so that the same text on two entities is two steps. */
function write(name: string, on: EntityTarget, text: string): CrmWrite {
  return { step: `${name}@${keyOf(on)}`, kind: 'comment', on, text };
}

function keyOf(target: EntityTarget): string {
  return 'step' in target ? target.step : `${target.kind}:${target.id}`;
}

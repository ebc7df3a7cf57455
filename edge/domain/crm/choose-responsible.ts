import type { CrmSection } from '../../../shared/contract/admin/crm-settings.ts';
import type { Communication } from './communication.ts';
import type { Because, CrmPerson, CrmSetup } from './crm-setup.ts';
import { matches } from './match-conditions.ts';

export interface Responsible {
  person: CrmPerson | null;
  /** The rule itself names them: their hours count (S3-28). */
  isNamed: boolean;
  because: Because;
}

/**
 * Whom the rule names (S3-23); else who took the call that succeeded (S3-24); else the first filter that holds (S4-24);
 * else who answered the chat; else the default (S4-15). An employee who is gone is passed over.
 */
export function chooseResponsible(
  { people }: CrmSetup,
  { responsibles }: CrmSection,
  named: string | null,
  communication: Communication,
): Responsible {
  const filter = responsibles.filters.find(
    ({ when, responsible }) => people.has(responsible) && matches(when, communication),
  );
  const isCall = communication.kind === 'call' || communication.kind === 'callback';
  const answered = communication.responsible;
  const candidates: [string, string | null, string][] = [
    ['named', named, 'is named by the rule'],
    ['took_the_call', isCall && communication.success ? answered : null, 'took the call'],
    ['filter', filter?.responsible ?? null, 'is chosen by the filter of responsibles'],
    ['answered_the_chat', isCall ? null : answered, 'answered'],
    ['default', responsibles.default, 'is the default'],
  ];
  for (const [code, id, why] of candidates) {
    const person = id === null ? undefined : people.get(id);
    if (!person) continue;
    const unlinked = person.user === null ? ', but is linked to no user of this CRM' : '';
    return {
      person,
      isNamed: code === 'named',
      because: { code, text: `${person.name} ${why}${unlinked}.` },
    };
  }
  return { person: null, isNamed: false, because: { code: 'nobody', text: 'Nobody is responsible.' } };
}

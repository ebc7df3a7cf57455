import type { StoredCommunication } from '../../../domain/crm/communication.ts';
import type { Sight } from '../members/sight.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Communications come about by calls, orders and what outside systems tell: the admin API only shows them. */
export const communicationRules: ResourceRules<'communications'> = {
  present:
    ({ sight }) =>
    (stored) => {
      const communication = seeCommunication(stored, sight);
      return {
        ...communication,
        startedAt: toInstant(communication.startedAt),
        endedAt: communication.endedAt === null ? null : toInstant(communication.endedAt),
        lines: communication.lines.map(({ at, ...line }) => ({ ...line, at: toInstant(at) })),
      };
    },
};

/** A communication as whoever asks may see it. */
export function seeCommunication(communication: StoredCommunication, sight: Sight): StoredCommunication {
  const { id, source, contact, recording, text, lines } = communication;
  return {
    ...communication,
    contact: {
      ...contact,
      phones: contact.phones.map((phone) => sight.phoneOf(id, phone)),
      emails: contact.emails.map((email) => sight.email(email)),
    },
    recording: sight.recording(recording, source),
    text: sight.text(text, id),
    lines: lines.map((line) => ({ ...line, text: sight.text(line.text, id) })),
  };
}

function toInstant(at: number): string {
  return new Date(at).toISOString();
}

import { type AuthMailKind, writeAuthMail } from '../../domain/auth-mail.ts';
import { AUTH_SENDER } from '../../domain/delivery.ts';
import type { FactBody } from '../../domain/facts.ts';
import type { OutgoingMail } from '../../domain/ports.ts';
import { newId } from '../../keys/ids.ts';
import type { AuthMailer, LibraryUser } from './auth-library.ts';
import type { PersonStore } from './person-store.ts';

/** Letters to people about their own sign-in. The secret of a link stands behind its `#`: no server logs it. */
export function authMailer(parts: {
  origin: string;
  people: PersonStore;
  send(mail: OutgoingMail): void;
}): AuthMailer {
  const write = (kind: AuthMailKind, user: LibraryUser, fragment: string) => {
    const language = parts.people.read(user.id)?.language ?? 'en';
    const link = `${parts.origin}/account/#/${fragment}`;
    parts.send(writeAuthMail(kind, { to: user.email, name: user.name, language, link }));
  };
  const confirm = (user: LibraryUser, token: string) => write('confirm', user, `confirm/${token}`);
  return {
    confirm,
    reset: (user, token) => write('reset', user, `reset/${token}`),
    known: async (user) => write('known', user, 'sign-in'),
  };
}

/** A letter as the outbox keeps it. All go through one queue, under keys that let a mailbox tell a double. */
export function owedMail(mail: OutgoingMail, id?: string): { key: string; target: string; body: FactBody } {
  const key = id ?? newId('dlv');
  const delivery = { id: key, account: AUTH_SENDER, destination: 'mail', message: mail } as const;
  return { key, target: `delivery:${AUTH_SENDER}:mail`, body: { type: 'delivery.send', delivery } };
}

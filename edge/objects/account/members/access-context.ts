import { mailLanguageOf } from '../../../domain/mail-texts.ts';
import type { StoredAccount } from '../account-store.ts';
import { TokenStore } from '../token-store.ts';
import type { Credential } from './credentials.ts';
import { InvitationLetters } from './invitation-letters.ts';
import { MemberStore } from './member-store.ts';
import type { MintedSecret } from './minted-secret.ts';

/** What the rules of members, invitations, roles, grants and tokens work with. */
export interface AccessContext {
  /** Who asks. */
  credential: Credential;
  /** Of the token or the invitation that this request makes. */
  minted: MintedSecret | null;
  tokens: TokenStore;
  members: MemberStore;
  letters: InvitationLetters;
  /** Of the account. */
  name: string;
  /** In which its letters are written. */
  language: 'ru' | 'en';
  /** Where this server is reached. */
  origin: string;
}

/** What the context of the request lends. */
interface Lent {
  storage: DurableObjectStorage;
  minted?: MintedSecret | null;
  origin?: string;
}

export function makeAccessContext(
  { storage, minted = null, origin = '' }: Lent,
  { body: account }: StoredAccount,
  credential: Credential,
): AccessContext {
  return {
    credential,
    minted,
    tokens: new TokenStore(storage.sql),
    members: new MemberStore(storage.sql),
    letters: new InvitationLetters(storage.sql),
    name: account.name,
    language: mailLanguageOf(account),
    origin,
  };
}

import type {
  BrowserSession,
  NewSecondFactor,
  Person,
  ProfileInput,
  Registration,
  SignedIn,
} from '../../shared/contract/admin/person.ts';
import type { Refusal } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';

/** From where somebody asks: the cookie that the browser holds, and what limits go by. */
export interface AskedFrom {
  cookie: string | null;
  /** The address block; null where no platform tells it. */
  block: string | null;
  userAgent: string | null;
}

/** Values of `Set-Cookie` for the browser. */
interface WithCookies {
  cookies: string[];
}

export type SignedInAnswer = ({ kind: 'signed_in'; who: SignedIn } & WithCookies) | Refusal;
export type DoneAnswer = ({ kind: 'done' } & WithCookies) | Refusal;

/** Who you are: people, their passwords and browser sessions. What they may do, the accounts decide. */
export interface AuthRpc extends Rpc.DurableObjectBranded, OperatedRpc {
  /** Answers the same for an address that is registered already; only its mailbox learns the difference. */
  register(args: { from: AskedFrom; registration: Registration }): Promise<DoneAnswer>;
  /** The button of the letter: confirms, makes the person's account and signs in. */
  confirm(args: { from: AskedFrom; token: string }): Promise<SignedInAnswer>;
  /** With a second factor its code is needed as well. */
  signIn(args: {
    from: AskedFrom;
    email: string;
    password: string;
    code?: string | null;
  }): Promise<SignedInAnswer>;
  /** Who the browser is signed in as; null for nobody. */
  who(args: { from: AskedFrom }): Promise<{ who: SignedIn | null; cookies: string[] }>;
  signOut(args: { from: AskedFrom }): Promise<DoneAnswer>;
  listSessions(args: {
    from: AskedFrom;
  }): Promise<{ kind: 'sessions'; sessions: BrowserSession[] } | Refusal>;
  /** One session by its id, or all of them. */
  endSessions(args: { from: AskedFrom; id: string | null }): Promise<DoneAnswer>;
  /** Answers the same for an address that nobody has registered. */
  requestReset(args: { from: AskedFrom; email: string }): Promise<DoneAnswer>;
  /** All sessions end. */
  reset(args: { from: AskedFrom; token: string; password: string }): Promise<DoneAnswer>;
  changePassword(args: { from: AskedFrom; current: string; next: string }): Promise<DoneAnswer>;
  /** A secret for an app, and backup codes; both are shown once, and count after `confirmSecondFactor`. */
  beginSecondFactor(args: {
    from: AskedFrom;
    password: string;
  }): Promise<{ kind: 'begun'; factor: NewSecondFactor } | Refusal>;
  confirmSecondFactor(args: { from: AskedFrom; code: string }): Promise<DoneAnswer>;
  endSecondFactor(args: { from: AskedFrom; password: string }): Promise<DoneAnswer>;
  renewBackupCodes(args: {
    from: AskedFrom;
    password: string;
  }): Promise<{ kind: 'codes'; backupCodes: string[] } | Refusal>;
  changeProfile(args: {
    from: AskedFrom;
    profile: ProfileInput;
  }): Promise<({ kind: 'person'; person: Person } & WithCookies) | Refusal>;
  /** A confirmed person by e-mail address; null if there is none. For objects, never for visitors. */
  findPerson(args: {
    email: string;
  }): Promise<{ person: { id: string; email: string; name: string } | null }>;
  /** Lets a person enter an account, or no more. */
  setMembership(args: { user: string; account: string; name: string; isMember: boolean }): Promise<void>;
}

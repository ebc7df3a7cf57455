import { z } from 'zod';
import {
  BrowserSessionSchema,
  ConfirmationSchema,
  CredentialsSchema,
  PasswordChangeSchema,
  PersonSchema,
  ProfileInputSchema,
  RegistrationSchema,
  ResetRequestSchema,
  ResetSchema,
  SignedInSchema,
} from '../../../shared/contract/admin/person.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { INVITATION_OPERATIONS, INVITATION_SCHEMAS } from './invitation-operations.ts';
import { SECOND_FACTOR_OPERATIONS, SECOND_FACTOR_SCHEMAS } from './second-factor-operations.ts';

/** Operations of people and their browser sessions: they belong to no account. */

const PERSON = {
  id: 'Wc1Yb0c8m1nSx0o2',
  email: 'anna@beresta.example',
  isConfirmed: true,
  hasSecondFactor: false,
  createdAt: '2026-11-21T09:00:00.000Z',
  name: 'Anna',
  phone: '+74951234567',
  language: 'ru',
  contacts: ['office@beresta.example'],
};
const SIGNED_IN = { user: PERSON, accounts: [{ account: 'k3m9p2w7xa', name: 'Anna', isOwner: true }] };
export const SESSION = {
  id: 'n5Jd0aW3s9',
  isCurrent: true,
  createdAt: '2026-11-21T09:00:00.000Z',
  expiresAt: '2026-12-21T09:00:00.000Z',
  userAgent: 'Mozilla/5.0',
};
const {
  id: _id,
  email: _email,
  isConfirmed: _is,
  hasSecondFactor: _has,
  createdAt: _at,
  ...PROFILE
} = PERSON;

/** `components.schemas` of what follows. */
export const PEOPLE_SCHEMAS = {
  Registration: { schema: RegistrationSchema, io: 'input' },
  Confirmation: { schema: ConfirmationSchema, io: 'input' },
  Credentials: { schema: CredentialsSchema, io: 'input' },
  ResetRequest: { schema: ResetRequestSchema, io: 'input' },
  Reset: { schema: ResetSchema, io: 'input' },
  PasswordChange: { schema: PasswordChangeSchema, io: 'input' },
  ProfilePatch: { schema: ProfileInputSchema.partial(), io: 'input' },
  Person: { schema: PersonSchema, io: 'output' },
  SignedIn: { schema: SignedInSchema, io: 'output' },
  ...INVITATION_SCHEMAS,
  ...SECOND_FACTOR_SCHEMAS,
  LetterSent: { schema: z.object({ status: z.string() }), io: 'output' },
  BrowserSessionList: {
    schema: z.object({ items: z.array(BrowserSessionSchema), nextCursor: z.null() }),
    io: 'output',
  },
} as const;

export interface PersonOperation {
  path: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  id: string;
  summary: string;
  description?: string;
  /** Null: nobody has to be signed in. */
  needs: 'session' | null;
  input?: readonly [schema: keyof typeof PEOPLE_SCHEMAS, example: unknown];
  /** Names of query parameters with what they say. */
  query?: Record<string, string>;
  answer: readonly [status: 200 | 201 | 202 | 204, schema?: keyof typeof PEOPLE_SCHEMAS, example?: unknown];
  faults?: readonly ErrorCode[];
}

const PASSWORD = 'a long password';
/** Every operation, in the order of the document. */
export const PEOPLE_OPERATIONS: readonly PersonOperation[] = [
  {
    path: '/registrations',
    method: 'post',
    id: 'register',
    summary: 'Register a person',
    description:
      'A letter with a link goes to the address; the answer is the same for one that is registered already.',
    needs: null,
    input: [
      'Registration',
      {
        name: 'Anna',
        email: PERSON.email,
        phone: PERSON.phone,
        password: PASSWORD,
        language: 'ru',
        country: 'RU',
        timeZone: 'Europe/Moscow',
      },
    ],
    answer: [202, 'LetterSent', { status: 'confirmation_sent' }],
    faults: ['too_many_attempts'],
  },
  {
    path: '/registrations/confirm',
    method: 'post',
    id: 'confirmRegistration',
    summary: 'Confirm an e-mail address',
    description: 'By the token of the letter. Makes the account of the person and signs in.',
    needs: null,
    input: ['Confirmation', { token: 'eyJhbGciOi…' }],
    answer: [200, 'SignedIn', SIGNED_IN],
    faults: ['bad_link'],
  },
  {
    path: '/sessions',
    method: 'get',
    id: 'listSessions',
    summary: 'List the browsers that are signed in',
    needs: 'session',
    answer: [200, 'BrowserSessionList', { items: [SESSION], nextCursor: null }],
  },
  {
    path: '/sessions',
    method: 'post',
    id: 'signIn',
    summary: 'Sign in',
    description: 'Answers a cookie. It works from the pages of this server only; scripts use API tokens.',
    needs: null,
    input: ['Credentials', { email: PERSON.email, password: PASSWORD }],
    answer: [201, 'SignedIn', SIGNED_IN],
    faults: ['sign_in_failed', 'second_factor_needed', 'email_unconfirmed', 'too_many_attempts'],
  },
  {
    path: '/sessions',
    method: 'delete',
    id: 'signOutEverywhere',
    summary: 'Sign out everywhere',
    needs: 'session',
    answer: [204],
  },
  {
    path: '/sessions/current',
    method: 'delete',
    id: 'signOut',
    summary: 'Sign out',
    needs: 'session',
    answer: [204],
  },
  {
    path: '/sessions/{id}',
    method: 'delete',
    id: 'endSession',
    summary: 'Sign another browser out',
    needs: 'session',
    answer: [204],
    faults: ['not_found'],
  },
  {
    path: '/password-resets',
    method: 'post',
    id: 'requestPasswordReset',
    summary: 'Ask for a letter to choose a new password',
    needs: null,
    input: ['ResetRequest', { email: PERSON.email }],
    answer: [202, 'LetterSent', { status: 'sent_if_registered' }],
    faults: ['too_many_attempts'],
  },
  {
    path: '/password-resets/confirm',
    method: 'post',
    id: 'resetPassword',
    summary: 'Choose a new password',
    description: 'By the token of the letter. All sessions of the person end.',
    needs: null,
    input: ['Reset', { token: 'Zk4c…', password: PASSWORD }],
    answer: [204],
    faults: ['bad_link'],
  },
  {
    path: '/profile',
    method: 'get',
    id: 'getProfile',
    summary: 'Read who is signed in, and which accounts they may enter',
    needs: 'session',
    answer: [200, 'SignedIn', SIGNED_IN],
  },
  {
    path: '/profile',
    method: 'patch',
    id: 'updateProfile',
    summary: 'Change the profile',
    needs: 'session',
    input: ['ProfilePatch', PROFILE],
    answer: [200, 'Person', PERSON],
  },
  {
    path: '/profile/password',
    method: 'post',
    id: 'changePassword',
    summary: 'Change the password',
    description: 'Other browsers are signed out.',
    needs: 'session',
    input: ['PasswordChange', { current: PASSWORD, next: 'another long password' }],
    answer: [204],
    faults: ['sign_in_failed', 'too_many_attempts'],
  },
  ...SECOND_FACTOR_OPERATIONS,
  ...INVITATION_OPERATIONS,
];

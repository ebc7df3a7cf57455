import { type Context, Hono } from 'hono';
import {
  AppCodeSchema,
  ConfirmationSchema,
  CredentialsSchema,
  PasswordAgainSchema,
  PasswordChangeSchema,
  ProfileInputSchema,
  RegistrationSchema,
  ResetRequestSchema,
  ResetSchema,
} from '../../../shared/contract/admin/person.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import type { DoneAnswer, SignedInAnswer } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';
import { askedFrom, refuseForeignPage, setCookies } from './browser-session.ts';
import { parseBody } from './request-parts.ts';

/**
 * People and their browser sessions: register, confirm, sign in and out, passwords, profile. Everything but the first
 * steps needs the cookie of a session; a cookie counts only for the pages of this server.
 */
export const peopleRoutes = new Hono<AppEnv>();

/** Paths below `/admin/v1` with the methods that they know. */
export const PEOPLE_PATHS: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ['/v1/registrations', ['POST']],
  ['/v1/registrations/confirm', ['POST']],
  ['/v1/sessions', ['GET', 'POST', 'DELETE']],
  ['/v1/sessions/current', ['DELETE']],
  ['/v1/sessions/:id', ['DELETE']],
  ['/v1/password-resets', ['POST']],
  ['/v1/password-resets/confirm', ['POST']],
  ['/v1/profile', ['GET', 'PATCH']],
  ['/v1/profile/password', ['POST']],
  ['/v1/profile/second-factor', ['POST']],
  ['/v1/profile/second-factor/confirm', ['POST']],
  ['/v1/profile/second-factor/disable', ['POST']],
  ['/v1/profile/second-factor/backup-codes', ['POST']],
];

for (const [path] of PEOPLE_PATHS) {
  peopleRoutes.use(path, async (c, next) => {
    refuseForeignPage(c);
    await next();
  });
}

peopleRoutes.post('/v1/registrations', async (c) => {
  const registration = await parseBody(c, RegistrationSchema);
  done(c, await auth(c).register({ from: askedFrom(c), registration }));
  return c.json({ status: 'confirmation_sent' }, 202);
});

peopleRoutes.post('/v1/registrations/confirm', async (c) => {
  const { token } = await parseBody(c, ConfirmationSchema);
  return signedIn(c, await auth(c).confirm({ from: askedFrom(c), token }), 200);
});

peopleRoutes.post('/v1/sessions', async (c) => {
  const credentials = await parseBody(c, CredentialsSchema);
  return signedIn(c, await auth(c).signIn({ from: askedFrom(c), ...credentials }), 201);
});

peopleRoutes.get('/v1/sessions', async (c) => {
  const answer = await auth(c).listSessions({ from: askedFrom(c) });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return c.json({ items: answer.sessions, nextCursor: null });
});

peopleRoutes.delete('/v1/sessions', async (c) => {
  done(c, await auth(c).endSessions({ from: askedFrom(c), id: null }));
  return c.body(null, 204);
});

peopleRoutes.delete('/v1/sessions/current', async (c) => {
  done(c, await auth(c).signOut({ from: askedFrom(c) }));
  return c.body(null, 204);
});

peopleRoutes.delete('/v1/sessions/:id', async (c) => {
  done(c, await auth(c).endSessions({ from: askedFrom(c), id: c.req.param('id') }));
  return c.body(null, 204);
});

peopleRoutes.post('/v1/password-resets', async (c) => {
  const { email } = await parseBody(c, ResetRequestSchema);
  done(c, await auth(c).requestReset({ from: askedFrom(c), email }));
  return c.json({ status: 'sent_if_registered' }, 202);
});

peopleRoutes.post('/v1/password-resets/confirm', async (c) => {
  const reset = await parseBody(c, ResetSchema);
  done(c, await auth(c).reset({ from: askedFrom(c), ...reset }));
  return c.body(null, 204);
});

peopleRoutes.get('/v1/profile', async (c) => {
  const { who, cookies } = await auth(c).who({ from: askedFrom(c) });
  if (!who) throw notSignedIn();
  setCookies(c, cookies);
  return c.json(who);
});

peopleRoutes.patch('/v1/profile', async (c) => {
  const { who } = await auth(c).who({ from: askedFrom(c) });
  if (!who) throw notSignedIn();
  const { name, phone, language, contacts } = who.user;
  const profile = await parseBody(c, ProfileInputSchema, { name, phone, language, contacts });
  const answer = await auth(c).changeProfile({ from: askedFrom(c), profile });
  if (answer.kind === 'refused') throw refusalToError(answer);
  setCookies(c, answer.cookies);
  return c.json(answer.person);
});

peopleRoutes.post('/v1/profile/password', async (c) => {
  const change = await parseBody(c, PasswordChangeSchema);
  done(c, await auth(c).changePassword({ from: askedFrom(c), ...change }));
  return c.body(null, 204);
});

peopleRoutes.post('/v1/profile/second-factor', async (c) => {
  const { password } = await parseBody(c, PasswordAgainSchema);
  const answer = await auth(c).beginSecondFactor({ from: askedFrom(c), password });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return c.json(answer.factor);
});

peopleRoutes.post('/v1/profile/second-factor/confirm', async (c) => {
  const { code } = await parseBody(c, AppCodeSchema);
  done(c, await auth(c).confirmSecondFactor({ from: askedFrom(c), code }));
  return c.body(null, 204);
});

peopleRoutes.post('/v1/profile/second-factor/disable', async (c) => {
  const { password } = await parseBody(c, PasswordAgainSchema);
  done(c, await auth(c).endSecondFactor({ from: askedFrom(c), password }));
  return c.body(null, 204);
});

peopleRoutes.post('/v1/profile/second-factor/backup-codes', async (c) => {
  const { password } = await parseBody(c, PasswordAgainSchema);
  const answer = await auth(c).renewBackupCodes({ from: askedFrom(c), password });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return c.json({ backupCodes: answer.backupCodes });
});

function auth(c: Context<AppEnv>) {
  return c.get('services').auth();
}

function done(c: Context<AppEnv>, answer: DoneAnswer): void {
  if (answer.kind === 'refused') throw refusalToError(answer as Refusal);
  setCookies(c, answer.cookies);
}

function signedIn(c: Context<AppEnv>, answer: SignedInAnswer, status: 200 | 201): Response {
  if (answer.kind === 'refused') throw refusalToError(answer as Refusal);
  setCookies(c, answer.cookies);
  return c.json(answer.who, status);
}

function notSignedIn(): ApiError {
  return new ApiError('unauthorized', { detail: 'You are not signed in.' });
}

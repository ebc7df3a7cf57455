import { type Context, Hono } from 'hono';
import { CONFIRM_PATH } from '../../../shared/paths.ts';
import { languageOf } from '../../domain/accept-language.ts';
import { renderConfirmPage, renderNoQuestion } from '../../domain/confirm-page.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readText } from '../../http/body.ts';
import { encodeBase64Url } from '../../keys/base64url.ts';
import { type ConfirmToken, openConfirmToken } from '../../keys/confirm-token.ts';

/** One field of a form. */
const MAX_FORM = 256;

/**
 * The page to which a mail leads that asks about an order. Looking has no effect, because mail scanners follow links;
 * the button's POST has one, once. The signed token in the address is all it takes, so nothing here reads a session,
 * and another site can neither frame the page nor guess the address.
 */
export const confirmRoutes = new Hono<AppEnv>()
  .get(CONFIRM_PATH, async (c) => {
    const token = await openToken(c);
    const answer = token && (await accountOf(c, token).orderQuestion({ callback: token.callback }));
    const nonce = encodeBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    if (answer?.kind === 'found') return sendPage(c, renderConfirmPage(answer.question, nonce), nonce, 200);
    return sendPage(c, renderNoQuestion(readerLanguage(c), nonce), nonce, 404);
  })
  .post(CONFIRM_PATH, async (c) => {
    const token = await openToken(c);
    const word = new URLSearchParams(await readText(c, MAX_FORM)).get('word');
    if (token && (word === 'confirm' || word === 'decline')) {
      const requestId = c.get('requestId');
      await accountOf(c, token).decideOrder({ callback: token.callback, word, requestId });
    }
    // To the page that tells what became of it; a reload asks nothing twice.
    return c.redirect(c.req.url.slice(new URL(c.req.url).origin.length), 303);
  });

function openToken(c: Context<AppEnv>): Promise<ConfirmToken | null> {
  return openConfirmToken(c.get('services').secrets, c.req.query('token') ?? '', Date.now());
}

function accountOf(c: Context<AppEnv>, { account }: ConfirmToken) {
  return c.get('services').account(account);
}

/** Nobody knows whose link it was, so the reader's browser says. */
function readerLanguage(c: Context<AppEnv>): 'ru' | 'en' {
  return languageOf(c.req.header('accept-language'))?.slice(0, 2).toLowerCase() === 'ru' ? 'ru' : 'en';
}

function sendPage(c: Context<AppEnv>, html: string, nonce: string, status: 200 | 404): Response {
  c.header('content-type', 'text/html; charset=utf-8');
  c.header('cache-control', 'no-store');
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('referrer-policy', 'no-referrer');
  c.header('x-content-type-options', 'nosniff');
  c.header('x-robots-tag', 'noindex');
  return c.body(html, status);
}

import { type Context, Hono, type Next } from 'hono';
import { ERROR_CODES, type ErrorCode } from '../shared/error-codes.ts';
import type { AppEnv } from './http/app-env.ts';
import { ApiError, answerProblem } from './http/problem.ts';
import { sendStaticFile } from './http/static-files.ts';
import { logError, logWarning } from './log.ts';
import { adminRoutes } from './routes/admin/admin-routes.ts';
import { observeRequest } from './routes/ops/observe-request.ts';
import { opsRoutes } from './routes/ops/ops-routes.ts';
import { telephonyEventRoutes } from './routes/telephony/event-routes.ts';
import { simulatorLiveRoutes } from './routes/telephony/simulator-live.ts';
import { beaconRoutes } from './routes/visitor/beacon-routes.ts';
import { callbackRoutes } from './routes/visitor/callback-routes.ts';
import { confirmRoutes } from './routes/visitor/confirm-routes.ts';
import { conversationRoutes } from './routes/visitor/conversation-routes.ts';
import { explainRoutes } from './routes/visitor/explain-routes.ts';
import { leadRoutes } from './routes/visitor/lead-routes.ts';
import { linkRoutes } from './routes/visitor/link-routes.ts';
import { previewRoutes } from './routes/visitor/preview-routes.ts';
import { scriptRoutes } from './routes/visitor/script-routes.ts';
import { slotsRoutes } from './routes/visitor/slots-routes.ts';
import { swapRoutes } from './routes/visitor/swap-routes.ts';
import { uploadRoutes } from './routes/visitor/upload-routes.ts';
import { servicesOf } from './services.ts';

/**
 * The whole HTTP surface. Every fault leaves as a problem; what nobody expected is logged without its data. The admin
 * API has a router of its own: its many paths, some of which mean two things, would keep those of the visitors, who are
 * more in a hurry, from being matched by one expression.
 */
export const app = new Hono<AppEnv>();
const adminApp = new Hono<AppEnv>();

app.all('/admin/*', (c) => adminApp.fetch(c.req.raw, c.env, c.executionCtx));
for (const each of [app, adminApp]) {
  each.use(observeRequest);
  each.use(prepare);
  each.onError(answerError);
}

app.route('/', opsRoutes);
app.get('/problems/:code', (c) => {
  const code = c.req.param('code');
  if (!Object.hasOwn(ERROR_CODES, code)) throw new ApiError('not_found');
  return c.json({ code, ...ERROR_CODES[code as ErrorCode] });
});
app.route('/', scriptRoutes);
app.route('/', swapRoutes);
app.route('/', explainRoutes);
app.route('/', previewRoutes);
app.route('/', linkRoutes);
app.route('/', callbackRoutes);
app.route('/', leadRoutes);
app.route('/', slotsRoutes);
app.route('/', confirmRoutes);
app.route('/', beaconRoutes);
app.route('/', uploadRoutes);
app.route('/', telephonyEventRoutes);
app.route('/', conversationRoutes);
app.all('/v1/*', () => {
  throw new ApiError('not_found');
});
app.all('*', (c) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new ApiError('method_not_allowed');
  return sendStaticFile(c);
});

adminApp.get('/admin/docs', (c) => c.redirect('/admin/docs/', 308));
adminApp.get('/admin/docs/*', (c) => sendStaticFile(c));
adminApp.route('/', simulatorLiveRoutes);
adminApp.route('/admin', adminRoutes);

async function prepare(c: Context<AppEnv>, next: Next): Promise<Response | undefined> {
  const requestId = crypto.randomUUID();
  c.set('requestId', requestId);
  c.header('x-request-id', requestId);
  const answer = servicesOf(c.env);
  if (answer.kind === 'missing') {
    const detail = `${answer.variable}: ${answer.why}.`;
    logWarning('misconfigured', { variable: answer.variable, why: answer.why });
    return answerProblem(c, new ApiError('misconfigured', { detail }));
  }
  c.set('services', answer.services);
  await next();
  // Answers of objects and assets did not take the header over, and have headers of their own that cannot be changed.
  if (c.res.status !== 101 && !c.res.headers.has('x-request-id')) {
    c.res = new Response(c.res.body, c.res);
    c.res.headers.set('x-request-id', requestId);
  }
}

function answerError(error: Error, c: Context<AppEnv>): Response {
  if (error instanceof ApiError) return answerProblem(c, error);
  logError('request', { requestId: c.get('requestId'), path: c.req.routePath })(error);
  return answerProblem(c, new ApiError('internal'));
}

import { Hono } from 'hono';
import { ERROR_CODES, type ErrorCode } from '../shared/error-codes.ts';
import { readConfig } from './config.ts';
import type { AppEnv } from './http/app-env.ts';
import { ApiError, answerProblem } from './http/problem.ts';
import { logError, logWarning } from './log.ts';
import { adminRoutes } from './routes/admin/admin-routes.ts';
import { telephonyEventRoutes } from './routes/telephony/event-routes.ts';
import { simulatorLiveRoutes } from './routes/telephony/simulator-live.ts';
import { beaconRoutes } from './routes/visitor/beacon-routes.ts';
import { callbackRoutes } from './routes/visitor/callback-routes.ts';
import { explainRoutes } from './routes/visitor/explain-routes.ts';
import { scriptRoutes } from './routes/visitor/script-routes.ts';
import { swapRoutes } from './routes/visitor/swap-routes.ts';
import { servicesOf } from './services.ts';

/** The whole HTTP surface. Every fault leaves as a problem; what nobody expected is logged without its data. */
export const app = new Hono<AppEnv>();

app.use(async (c, next) => {
  c.set('requestId', crypto.randomUUID());
  const answer = readConfig(c.env);
  if (answer.kind === 'missing') {
    const detail = `${answer.variable}: ${answer.why}.`;
    logWarning('misconfigured', { variable: answer.variable, why: answer.why });
    return answerProblem(c, new ApiError('misconfigured', { detail }));
  }
  c.set('services', servicesOf(c.env, answer.config));
  await next();
  // Answers of objects and assets have headers of their own that cannot be changed.
  if (c.res.status !== 101 && !c.res.headers.has('x-request-id')) {
    c.res = new Response(c.res.body, c.res);
    c.res.headers.set('x-request-id', c.get('requestId'));
  }
});

app.get('/health', (c) => c.json({ ok: true }));
app.get('/problems/:code', (c) => {
  const code = c.req.param('code');
  if (!Object.hasOwn(ERROR_CODES, code)) throw new ApiError('not_found');
  return c.json({ code, ...ERROR_CODES[code as ErrorCode] });
});
app.route('/', scriptRoutes);
app.route('/', swapRoutes);
app.route('/', explainRoutes);
app.route('/', callbackRoutes);
app.route('/', beaconRoutes);
app.route('/', telephonyEventRoutes);
app.route('/', simulatorLiveRoutes);
app.get('/admin/docs', (c) => c.redirect('/admin/docs/', 308));
app.get('/admin/docs/*', (c) => c.env.ASSETS.fetch(c.req.raw));
app.route('/admin', adminRoutes);
app.all('/v1/*', () => {
  throw new ApiError('not_found');
});
app.all('*', (c) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new ApiError('method_not_allowed');
  return c.env.ASSETS.fetch(c.req.raw);
});

app.onError((error, c) => {
  if (error instanceof ApiError) return answerProblem(c, error);
  logError('request', { requestId: c.get('requestId'), path: c.req.routePath })(error);
  return answerProblem(c, new ApiError('internal'));
});

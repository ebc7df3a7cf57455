import type { Context } from 'hono';
import { NameSchema } from '../../../shared/contract/admin/common.ts';
import { fieldErrorsOf } from '../../domain/field-errors.ts';
import { MAX_UPLOAD_BYTES } from '../../domain/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readBytes } from '../../http/body.ts';
import { ApiError } from '../../http/problem.ts';
import type { AdminAnswer } from '../../rpc/admin-rpc.ts';
import { type Credential, proofOf, respond, toAnswer } from './ask-account.ts';
import { readQuery } from './request-parts.ts';

/** `POST …/uploads?name=`: the body is the file itself. @throws ApiError */
export async function createUpload(
  c: Context<AppEnv>,
  { account, ...credential }: Credential,
): Promise<Response> {
  const { name = 'Upload', ...others } = readQuery(c);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const errors = [{ path: unknown.slice(0, 100), code: 'unknown_parameter', message: 'there is none' }];
    throw new ApiError('unknown_parameter', { errors });
  }
  const parsed = NameSchema.safeParse(name);
  if (!parsed.success) {
    const errors = fieldErrorsOf(parsed.error, name).map((error) => ({ ...error, path: 'name' }));
    throw new ApiError('invalid', { detail: 'Look at name.', errors });
  }
  const bytes = await readBytes(c, MAX_UPLOAD_BYTES);
  const answer = await c
    .get('services')
    .account(account)
    .upload({
      account,
      ...(await proofOf(credential)),
      requestId: c.get('requestId'),
      name: parsed.data,
      bytes,
    });
  return respond(c, toAnswer(answer as AdminAnswer), { account, kind: 'uploads' });
}

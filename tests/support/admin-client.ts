import { adminPath } from '../../shared/paths.ts';
import type { TestServer } from './server.ts';

/** One request of the admin API of a server's demo account. @throws Error unless the answer is 2xx */
export async function askAdmin<T = Record<string, unknown>>(
  { origin, demo }: TestServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const url = origin + adminPath(demo.account, path);
  const headers: Record<string, string> = { authorization: `Bearer ${demo.adminToken}` };
  if (method === 'PATCH') {
    const known = await fetch(url, { headers });
    headers['if-match'] = known.headers.get('etag') ?? '';
    await known.body?.cancel();
  }
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

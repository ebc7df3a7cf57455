import { createHash } from 'node:crypto';
import type { AccountClient } from '../cli/admin-client.ts';
import { UserError } from '../user-error.ts';
import type { AccountFile, TransferredEntity } from './account-file.ts';
import { mapReferences } from './map-references.ts';

/** Secrets of integrations, by their old ids: files have none. */
export type BroughtSecrets = Readonly<Record<string, { secret?: string; apiKeySecret?: string }>>;

export interface ImportOptions {
  account: AccountClient;
  file: AccountFile;
  secrets?: BroughtSecrets;
  /** Goes on with an import that was cut off: the account is no longer empty. */
  isResumed?: boolean;
  onProgress?: (done: number, total: number) => void;
}

export interface ImportReport {
  /** By kind. */
  created: Record<string, number>;
  /** What could not be brought in, and why. */
  refused: { kind: string; id: string; name: string; why: string }[];
  /** What refers to something that is not there any more: it stands without it. */
  lost: { kind: string; id: string; references: string[] }[];
  /** Keys that pages and providers know: their tags and addresses have to be replaced. */
  keys: { kind: string; name: string; old: string; new: string }[];
  /** Secrets that were made anew and are shown here only. */
  secrets: { kind: string; name: string; secret: string }[];
}

const RECORDS = new Set(['calls', 'callbacks']);
const MUST_BE_EMPTY = ['offices', 'sites', 'numbers', 'campaigns', 'widgets'] as const;
/** Of the account itself; the rest is the operator's, or follows. */
const SETTINGS = ['timeZone', 'country', 'attribution', 'alerts', 'mail', 'orders'] as const;
/** Under what pages and providers know an entity. */
const KEY_FIELDS: Readonly<Record<string, string>> = {
  sites: 'key',
  widgets: 'hash',
  integrations: 'key',
  uploads: 'key',
};

/**
 * Brings an exported account into an empty one by its API, which judges every entity as it judges everybody's. Ids are
 * new and relations stay. Each request has a key of its own, so that an import that was cut off can be sent again.
 *
 * @throws UserError if the account is not empty
 */
export async function importAccount(options: ImportOptions): Promise<ImportReport> {
  const { account, file, isResumed = false } = options;
  if (!isResumed) await refuseUsed(account);
  const run = createHash('sha256').update(`${file.exportedAt}/${file.account.id}`).digest('hex').slice(0, 24);
  const report: ImportReport = { created: {}, refused: [], lost: [], keys: [], secrets: [] };
  const known = new Map<string, string>();
  const entities = file.entities.filter(({ kind }) => !RECORDS.has(kind));
  await takeSettings(options, report);
  for (const [i, entity] of entities.entries()) {
    await bringIn(options, entity, { run, known, report });
    options.onProgress?.(i + 1, entities.length);
  }
  for (const { kind, id, body, shown } of entities) {
    const action =
      kind === 'campaigns' && shown.status === 'active'
        ? 'start'
        : kind === 'webhooks' && shown.status === 'paused'
          ? 'pause'
          : null;
    const now = known.get(id);
    if (action === null || now === undefined) continue;
    const path = `${kind}/${now}/${action}`;
    const headers = { 'idempotency-key': `import-${run}-${action}-${id}` };
    await orRefused(report, { kind, id, name: nameOf(body) }, () =>
      account.send(path, { method: 'POST', headers }),
    );
  }
  return report;
}

async function refuseUsed(account: AccountClient): Promise<void> {
  for (const kind of MUST_BE_EMPTY) {
    const { items } = await account.json<{ items: unknown[] }>(`${kind}?limit=1`);
    if (items.length > 0) {
      throw new UserError(`The account has ${kind} already. Import into an empty one, or say --resume.`);
    }
  }
}

async function takeSettings({ account, file }: ImportOptions, report: ImportReport): Promise<void> {
  const body = Object.fromEntries(
    SETTINGS.filter((name) => name in file.account).map((name) => [name, file.account[name]]),
  );
  const about = { kind: 'account', id: String(file.account.id), name: String(file.account.name) };
  await orRefused(report, about, () =>
    account.send('', { method: 'PATCH', body, headers: { 'if-match': '*' } }),
  );
}

async function bringIn(
  { account, secrets }: ImportOptions,
  entity: TransferredEntity,
  { run, known, report }: { run: string; known: Map<string, string>; report: ImportReport },
): Promise<void> {
  const { kind, id, shown } = entity;
  const { body, lost } = mapReferences(entity.body, known);
  const name = nameOf(entity.body) || String(shown.name ?? id);
  const made = await orRefused(report, { kind, id, name }, async () => {
    if (kind === 'uploads') return uploadFile(account, entity, name);
    return account.json<Record<string, unknown>>(kind, {
      method: 'POST',
      headers: { 'idempotency-key': `import-${run}-${id}` },
      body: { ...(body as object), ...(kind === 'integrations' && secrets?.[id]) },
    });
  });
  if (!made) return;
  known.set(id, String(made.id));
  report.created[kind] = (report.created[kind] ?? 0) + 1;
  if (lost.length > 0) report.lost.push({ kind, id: String(made.id), references: lost });
  const field = KEY_FIELDS[kind];
  if (field !== undefined && typeof shown[field] === 'string') {
    known.set(shown[field], String(made[field]));
    if (kind !== 'uploads') report.keys.push({ kind, name, old: shown[field], new: String(made[field]) });
  }
  if (typeof made.secret === 'string') report.secrets.push({ kind, name, secret: made.secret });
}

async function uploadFile(
  account: AccountClient,
  { content = '' }: TransferredEntity,
  name: string,
): Promise<Record<string, unknown>> {
  const response = await account.send(`uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    bytes: Buffer.from(content, 'base64'),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** Null, and a line of the report, for what the server refuses; whatever else goes wrong ends the import. */
async function orRefused<T>(
  report: ImportReport,
  about: { kind: string; id: string; name: string },
  ask: () => Promise<T>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes('cannot be reached')) throw error;
    report.refused.push({ ...about, why: error.message });
    return null;
  }
}

function nameOf(body: Record<string, unknown>): string {
  return String(body.name ?? body.e164 ?? body.address ?? '');
}

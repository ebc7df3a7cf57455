import { readFileSync } from 'node:fs';
import { parseAccountFile } from '../transfer/account-file.ts';
import { type BroughtSecrets, type ImportReport, importAccount } from '../transfer/import-account.ts';
import { UserError } from '../user-error.ts';
import { openOwnAccount, SERVER_OPTIONS, SERVER_USAGE } from './admin-client.ts';
import { type Command, textOf } from './command.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Brings an exported account into an empty one',
  usage: `FILE [--secrets FILE] [--resume]

  --secrets  secrets of integrations, which no file has: {"int_…": {"secret": "…", "apiKeySecret": "…"}} by old ids
  --resume   goes on with an import that was cut off
  Ids and keys are new; the report names the tags that have to be replaced. Members, grants and tokens stay behind.
${SERVER_USAGE}`,
  options: { ...SERVER_OPTIONS, secrets: { type: 'string' }, resume: { type: 'boolean' } },
  arguments: { min: 1, max: 1 },
  async run(call) {
    const file = parseAccountFile(read(call.positionals[0] ?? ''));
    const secretsFile = textOf(call.values, 'secrets');
    const report = await importAccount({
      account: openOwnAccount(call),
      file,
      isResumed: call.values.resume === true,
      onProgress: call.out.progress('Bringing in'),
      ...(secretsFile !== null && { secrets: JSON.parse(read(secretsFile)) as BroughtSecrets }),
    });
    const isOk = report.refused.length === 0;
    return { ok: isOk, value: { ok: isOk, ...report }, text: show(report) };
  },
};

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function show({ created, refused, lost, keys, secrets }: ImportReport): string {
  return [
    Object.entries(created)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ') || 'Nothing was brought in.',
    ...refused.map(({ kind, name, why }) => `left out: ${kind} ${name}: ${why}`),
    ...lost.map(({ kind, id, references }) => `without ${references.join(', ')}: ${kind} ${id}`),
    ...keys.map(({ kind, name, old, new: next }) => `${kind} ${name}: ${old} is ${next} now`),
    ...(secrets.length > 0 ? [`${secrets.length} secrets are new; --json shows them, this once.`] : []),
  ].join('\n');
}

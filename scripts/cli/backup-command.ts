import { resolve } from 'node:path';
import { makeBackup } from '../backup/make-backup.ts';
import { type Command, neededText } from './command.ts';
import { DATA_OPTION, DATA_USAGE, dataDirOf } from './data-option.ts';

const WARNING =
  'This backup holds the secrets of the server: whoever has it can be the server. Keep it as you keep a password.';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Copies the data of a server into a folder, while it runs',
  usage: `--to FOLDER [--with-secrets] [--rows]

${DATA_USAGE}
  --to             a folder that is not there yet
  --with-secrets   with secrets.json; without it keep that file somewhere else, or the backup is worth nothing
  --rows           with a hash of the rows of every object, to compare with later; takes twice as long`,
  options: {
    ...DATA_OPTION,
    to: { type: 'string' },
    'with-secrets': { type: 'boolean' },
    rows: { type: 'boolean' },
  },
  async run({ values, env, out }) {
    const target = resolve(neededText(values, 'to'));
    const withSecrets = values['with-secrets'] === true;
    if (withSecrets) out.note(out.colour('yellow', WARNING));
    const manifest = await makeBackup({
      dataDir: dataDirOf(values),
      target,
      withSecrets,
      withRows: values.rows === true,
      env,
      onProgress: out.progress('Copying'),
    });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const { keyIds, isWhole, hasSecrets, version, startedAt, endedAt } = manifest;
    const remark = isWhole
      ? ''
      : '\nIt took so long that facts moved between objects meanwhile: each file is sound, and some facts may be missing between two.';
    const text = `${manifest.files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${target}${remark}`;
    const value = {
      ok: true,
      target,
      files: manifest.files.length,
      bytes,
      keyIds,
      isWhole,
      hasSecrets,
      version,
      startedAt,
      endedAt,
    };
    return { ok: true, value, text };
  },
};

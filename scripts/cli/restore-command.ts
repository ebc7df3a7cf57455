import { resolve } from 'node:path';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { Command } from './command.ts';
import { DATA_OPTION, DATA_USAGE, dataDirOf } from './data-option.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Puts a backup in the place of the data of a stopped server',
  usage: `BACKUP

${DATA_USAGE}
  The data from before stay beside the new ones, in do.before-… . After the next start every number rests for its
  hold and rest times before anybody gets it, and every object is woken.`,
  options: { ...DATA_OPTION },
  arguments: { min: 1, max: 1 },
  async run({ values, positionals, env, out }) {
    const dataDir = dataDirOf(values);
    const from = resolve(positionals[0] ?? '');
    const { manifest, before } = await restoreBackup({
      from,
      dataDir,
      env,
      onProgress: out.progress('Restoring'),
    });
    const kept = before ? `\nThe data from before are in ${before}.` : '';
    const text = `${manifest.files.length} files of ${manifest.startedAt} are in ${dataDir}.${kept}\nStart the server; numbers rest first.`;
    return {
      ok: true,
      value: { ok: true, dataDir, before, files: manifest.files.length, madeAt: manifest.startedAt },
      text,
    };
  },
};

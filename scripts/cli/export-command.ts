import { resolve } from 'node:path';
import { exportAccount } from '../transfer/export-account.ts';
import { openOwnAccount, SERVER_OPTIONS, SERVER_USAGE } from './admin-client.ts';
import { type Command, neededText } from './command.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Takes an account along as one file, without its secrets',
  usage: `--to FILE [--records]

  --to       the file, NDJSON
  --records  with calls and callbacks, to be read: they cannot be brought in
${SERVER_USAGE}`,
  options: { ...SERVER_OPTIONS, to: { type: 'string' }, records: { type: 'boolean' } },
  async run(call) {
    const file = resolve(neededText(call.values, 'to'));
    const counts = await exportAccount(openOwnAccount(call), file, { records: call.values.records === true });
    const list = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
    return { ok: true, value: { ok: true, file, counts }, text: `${list.join(', ')}, in ${file}` };
  },
};

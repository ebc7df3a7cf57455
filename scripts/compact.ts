import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compactFolder } from './selfhost/compact-folder.ts';
import { exitWith } from './user-error.ts';

const USAGE = `Writes the databases of a stopped server anew, so that nothing is left in them of what was deleted.

  node scripts/compact.ts [--data FOLDER]

  --data   .ringlet`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string', default: '.ringlet' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return console.log(USAGE);
  const { files, before, after } = await compactFolder(resolve(values.data));
  const inMb = (bytes: number) => (bytes / 1e6).toFixed(1);
  console.log(`${files} databases: ${inMb(before)} MB before, ${inMb(after)} MB now.`);
}

main().catch(exitWith);

import { parseArgs } from 'node:util';
import { SERVE_OPTIONS, SERVE_USAGE, serve } from './serve.ts';
import { exitWith, UserError } from './user-error.ts';

const USAGE = `Starts the Ringlet server on this machine.

  npm start -- ${SERVE_USAGE}`;

async function main(): Promise<void> {
  const { help, ...flags } = readFlags();
  if (help) return console.log(USAGE);
  await serve(flags);
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: { ...SERVE_OPTIONS, help: { type: 'boolean', default: false } },
    });
    return values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

main().catch(exitWith);

import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Check } from '../doctor/check.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkServer } from '../doctor/check-server.ts';
import { checkSettings } from '../doctor/check-settings.ts';
import { type Command, numberOf, textOf } from './command.ts';
import { DATA_OPTION, DATA_USAGE, dataDirOf } from './data-option.ts';
import type { Output } from './output.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Looks at machine, settings and server, and says what is wrong',
  usage: `[--env-file FILE]

${DATA_USAGE}
  --env-file       variables of the server, for instance the EnvironmentFile of its systemd unit
  --host, --port   where it listens; 127.0.0.1 and 8787 unless told`,
  options: {
    ...DATA_OPTION,
    'env-file': { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
  },
  async run({ values, env, out }) {
    const file = textOf(values, 'env-file');
    const place = {
      dataDir: dataDirOf(values),
      host: textOf(values, 'host') ?? '127.0.0.1',
      port: numberOf(values, 'port', { preset: 8787, min: 1, max: 65_535 }),
      env: { ...env, ...(file !== null && parseEnv(readFileSync(file, 'utf8'))) },
    };
    const checks = [
      ...(await checkMachine(place)),
      ...(await checkSettings(place)),
      ...(await checkServer(place, out.progress('Asking the objects'))),
    ];
    const isOk = checks.every(({ state }) => state !== 'failed');
    return {
      ok: isOk,
      value: { ok: isOk, checks },
      text: checks.map((check) => show(check, out)).join('\n'),
    };
  },
};

function show({ name, state, text }: Check, out: Output): string {
  const mark = {
    ok: out.colour('green', 'ok     '),
    warning: out.colour('yellow', 'look   '),
    failed: out.colour('red', 'failed '),
  };
  return `${mark[state]} ${name.padEnd(12)} ${text}`;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoFacts, seedDemo } from '../seed.ts';
import { finishDemo } from '../selfhost/demo.ts';
import { readRunningPlace } from '../selfhost/running-place.ts';
import { loadSecrets } from '../selfhost/secrets.ts';
import { UserError } from '../user-error.ts';
import { OPERATOR_OPTIONS } from './admin-client.ts';
import { type Command, type CommandCall, textOf, UsageError } from './command.ts';
import { DATA_OPTION, DATA_USAGE, dataDirOf } from './data-option.ts';

export const seedCommand: Command = {
  name: 'seed',
  summary: 'Makes the demo business on a server',
  usage: `[--origin URL]

${DATA_USAGE}; its server has to run
  --origin         a server elsewhere, with RINGLET_OPERATOR_TOKEN
  Repeated it answers what it made the first time.`,
  options: { ...DATA_OPTION, ...OPERATOR_OPTIONS },
  async run(call) {
    const demo = textOf(call.values, 'origin') === null ? await seedHere(call) : await seedThere(call);
    const text = `Account  ${demo.account}\nToken    ${demo.adminToken}\nSite key ${demo.siteKey}`;
    return { ok: true, value: { ok: true, ...demo }, text };
  },
};

async function seedHere({ values, env }: CommandCall): Promise<DemoFacts> {
  const dataDir = dataDirOf(values);
  if (!existsSync(dataDir)) throw new UserError(`${dataDir} has no server.`);
  const { address, origin } = readRunningPlace(dataDir);
  const { RINGLET_OPERATOR_TOKEN: operatorToken } = loadSecrets(dataDir, env);
  return finishDemo(join(dataDir, 'demo.json'), { address, origin, operatorToken });
}

function seedThere({ values, env }: CommandCall): Promise<DemoFacts> {
  const operatorToken = env.RINGLET_OPERATOR_TOKEN;
  if (!operatorToken) throw new UsageError('The operator token is missing: set RINGLET_OPERATOR_TOKEN.');
  const address = (textOf(values, 'origin') ?? '').replace(/\/$/, '');
  return seedDemo({
    address,
    origin: address,
    operatorToken,
    progress: { entities: {} },
    save: () => undefined,
  });
}

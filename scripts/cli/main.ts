import { parseArgs } from 'node:util';
import { ownVersion } from '../own-version.ts';
import { UserError } from '../user-error.ts';
import { type Command, type Outcome, UsageError } from './command.ts';
import { COMMANDS } from './command-table.ts';
import { makeOutput, type Output } from './output.ts';

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

/** Runs one command and sets the exit code: 0 done, 1 failed, 2 written wrongly. */
export async function main(args: string[], env: Record<string, string | undefined> = process.env) {
  const out = makeOutput(args.includes('--json'));
  try {
    process.exitCode = await runCommand(args, env, out);
  } catch (error) {
    process.exitCode = tell(error, out);
  }
}

async function runCommand(
  args: string[],
  env: Record<string, string | undefined>,
  out: Output,
): Promise<number> {
  if (args[0] === '--version' || args[0] === '-v') {
    out.line(ownVersion(), { version: ownVersion() });
    return EXIT.ok;
  }
  const found = findCommand(args);
  if (!found) {
    const isAsked =
      args.length === 0 || args.some((arg) => arg === '--help' || arg === '-h' || arg === 'help');
    if (!isAsked) throw new UsageError(`There is no command "${args.join(' ')}".\n\n${listCommands()}`);
    process.stdout.write(`${listCommands()}\n`);
    return args.length === 0 ? EXIT.usage : EXIT.ok;
  }
  const { command, rest } = found;
  const { values, positionals } = parse(command, rest);
  if (values.help === true) {
    process.stdout.write(`${describe(command)}\n`);
    return EXIT.ok;
  }
  const { min, max } = command.arguments ?? { min: 0, max: 0 };
  if (positionals.length < min || positionals.length > max) {
    throw new UsageError(`Usage: ringlet ${command.name} ${command.usage.split('\n', 1)[0]}`);
  }
  const outcome = await command.run({ values, positionals, env, out });
  if (outcome !== null) print(outcome, out);
  return outcome === null || outcome.ok ? EXIT.ok : EXIT.failed;
}

/** Of commands of one and of two words the longest that fits. */
function findCommand(args: string[]): { command: Command; rest: string[] } | null {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const command = COMMANDS.find((one) => one.name === name);
    if (command) return { command, rest: args.slice(words) };
  }
  return null;
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, ...COMMON }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${describe(command)}`);
  }
}

function print({ value, text }: Outcome, out: Output): void {
  process.stdout.write(out.isJson ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
}

function tell(error: unknown, out: Output): number {
  const isKnown = error instanceof UserError || error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  if (out.isJson) process.stdout.write(`${JSON.stringify({ ok: false, error: message })}\n`);
  else console.error(isKnown ? message : error);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

function describe({ name, summary, usage }: Command): string {
  return `${summary}\n\n  ringlet ${name} ${usage.trim()}\n\n  --json   one JSON value instead of text\n  --help   this`;
}

function listCommands(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `ringlet ${ownVersion()}\n\n${lines.join('\n')}\n\nringlet COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 written wrongly.`;
}

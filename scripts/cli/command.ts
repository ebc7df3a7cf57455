import type { ParseArgsConfig } from 'node:util';
import type { Output } from './output.ts';

export type CommandOptions = NonNullable<ParseArgsConfig['options']>;
/** As `parseArgs` answers them. */
export type OptionValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** What a command has to say in the end: `value` for programs (`--json`), `text` for people. */
export interface Outcome {
  /** False: exit code 1. */
  ok: boolean;
  value: unknown;
  text: string;
}

export interface CommandCall {
  values: OptionValues;
  positionals: string[];
  env: Record<string, string | undefined>;
  out: Output;
}

/** One command: a file each. */
export interface Command {
  /** One or two words. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Shown by `--help`; what follows the name, and the options. */
  usage: string;
  options: CommandOptions;
  /** How many arguments it takes beside its options; none unless told. */
  arguments?: { min: number; max: number };
  /** Null: it has said everything itself, and the process goes on living. */
  run(call: CommandCall): Promise<Outcome | null>;
}

/** The command was written wrongly: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The text of an option, or null. */
export function textOf(values: OptionValues, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

/** @throws UsageError if it is not there */
export function neededText(values: OptionValues, name: string): string {
  const text = textOf(values, name);
  if (text === null || text === '') throw new UsageError(`--${name} is missing.`);
  return text;
}

/** A whole number of an option. @throws UsageError if it is none, or out of bounds */
export function numberOf(
  values: OptionValues,
  name: string,
  { preset, min, max }: { preset: number; min: number; max: number },
): number {
  const text = textOf(values, name);
  if (text === null) return preset;
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return number;
}

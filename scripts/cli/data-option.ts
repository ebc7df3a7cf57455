import { join, resolve } from 'node:path';
import { type CommandOptions, type OptionValues, textOf } from './command.ts';

export const DATA_OPTION = { data: { type: 'string' } } as const satisfies CommandOptions;
export const DATA_USAGE = '  --data           the data folder; .ringlet beside the program unless told';

/** The data folder of the server. */
export function dataDirOf(values: OptionValues): string {
  return resolve(textOf(values, 'data') ?? join(import.meta.dirname, '../../.ringlet'));
}

import { styleText } from 'node:util';

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

/** Where a command speaks. With `--json` only its one answer goes to stdout; whatever else is said goes to stderr. */
export interface Output {
  isJson: boolean;
  /** A remark on the way. */
  note(text: string): void;
  /** A line of a command that goes on: the text for people, the value as a line of JSON for programs. */
  line(text: string, value: unknown): void;
  /** How far long work has come: a bar on a terminal, nothing elsewhere. */
  progress(label: string): (done: number, total: number) => void;
  /** Coloured on a terminal, unless `NO_COLOR` is set. */
  colour(colour: Colour, text: string): string;
}

const BAR_WIDTH = 30;

export function makeOutput(isJson: boolean): Output {
  return {
    isJson,
    note: (text) => process.stderr.write(`${text}\n`),
    line: (text, value) => process.stdout.write(`${isJson ? JSON.stringify(value) : text}\n`),
    progress: (label) => (process.stderr.isTTY ? drawBar(label) : () => undefined),
    colour: (colour, text) => styleText(colour, text, { stream: process.stdout }),
  };
}

function drawBar(label: string): (done: number, total: number) => void {
  let shown = '';
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const full = Math.round(share * BAR_WIDTH);
    const text = `${label} [${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${Math.floor(share * 100)} %`;
    if (text === shown && done < total) return;
    shown = text;
    process.stderr.write(`\r${text}${done >= total ? '\n' : ''}`);
  };
}

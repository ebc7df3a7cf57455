import type { Path } from './compare-drafts.ts';

/** Names that people know from the tabs; others are read from the field itself. */
const NAMES: Readonly<Record<string, string>> = {
  ivr: 'Voice',
  styleId: 'Saved style',
  style: 'Design',
  css: 'CSS',
  callTrackingSelectors: 'Call tracking',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const LONGEST = 600;

/** `['texts', 'ru', 'nightTitle']` becomes “Texts, ru, night title”. */
export function tellField(path: Path): string {
  return path.map((key, i) => NAMES[key] ?? (i === 0 ? upperFirst(spaced(key)) : spaced(key))).join(', ');
}

/** A value in words. `nameOf` knows what ids are called. */
export function tellValue(value: unknown, nameOf: (id: string) => string | undefined): string {
  const text = write(value, nameOf);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function write(value: unknown, nameOf: (id: string) => string | undefined): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== 'object');
    const written = value.map((item) => write(item, nameOf));
    return written.length === 0 ? 'nothing' : written.join(isPlain ? ', ' : '\n');
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, inner]) => `${spaced(key)}: ${write(inner, nameOf)}`);
    return parts.length === 0 ? 'nothing' : parts.join('; ');
  }
  return nameOf(String(value)) ?? String(value);
}

function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

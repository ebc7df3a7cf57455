import { globSync, readFileSync } from 'node:fs';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { nodesOf, scanSource } from '../support/source-scan.ts';

/**
 * No regular expression of what is served takes long, whatever it is given (F-3): each is run over the longest text that
 * anybody may send, in shapes that make a bad one try everything. What is measured is the work of this process, so a busy
 * machine changes little; a bad one needs seconds or for ever, a good one well under a millisecond.
 */

/** The longest value that a page or a form may send, characters. */
const LENGTH = 16 * 1024;
/** Work, ms of the processor. A bad one is beyond it by its nature: twice the text is four times the work. */
const BOUND_MS = 150;

interface Found {
  place: string;
  pattern: string;
  flags: string;
}

const FOUND: Found[] = globSync('{shared,edge,widget}/**/*.{ts,tsx}')
  .filter((path) => !path.startsWith('widget/releases/'))
  .sort()
  .flatMap((path) => {
    const { body, lineOf } = scanSource({ path, text: readFileSync(path, 'utf8') });
    return [...nodesOf(body)].flatMap((node) => {
      const regex =
        node.type === 'Literal' ? (node.regex as { pattern: string; flags: string } | undefined) : undefined;
      return regex ? [{ place: `${path}:${lineOf(node)}`, ...regex }] : [];
    });
  });

/** Characters that the pattern itself speaks of, and some that classes stand for. */
function charactersOf({ pattern }: Found): string[] {
  const own =
    pattern.replace(/\\[dDwWsSbB]|\\[pP]\{[^}]*\}|\\u[0-9a-f]{4}/gi, '').match(/[^\\^$.*+?()[\]{}|]/g) ?? [];
  return [...new Set(['a', '0', ' ', '-', '.', '\t', '\u00a0', 'я', ...own])].slice(0, 16);
}

/** Words of the pattern, which bring a text to the place where it repeats itself. */
function beginningsOf({ pattern }: Found): string[] {
  const words = pattern.replace(/\\(.)/g, '$1').match(/[a-z0-9:/=<"'%&?@+#-]{2,}/gi) ?? [];
  return ['', ...new Set(words)].slice(0, 4);
}

/** One character again and again, two in turn, and the same behind what the pattern begins with; none ever fits in the end. */
function* attacksOn(found: Found): Generator<string> {
  const characters = charactersOf(found);
  for (const beginning of beginningsOf(found)) {
    for (const [i, character] of characters.entries()) {
      const next = characters[(i + 1) % characters.length] ?? 'b';
      yield `${beginning}${character.repeat(LENGTH)}\u0000`;
      yield `${beginning}${(character + next).repeat(LENGTH / 2)}\u0000!`;
    }
    if (beginning !== '') yield `${beginning.repeat(LENGTH / beginning.length)}\u0000`;
  }
}

const place = vm.createContext({ text: '', expression: /x/ });
const script = new vm.Script('expression.test(text)');

/** Ms of work, the least of three tries; for ever is cut after some seconds. */
function workOf(expression: RegExp, text: string): number {
  Object.assign(place, { text, expression });
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && least > BOUND_MS; i++) {
    const before = process.cpuUsage();
    try {
      script.runInContext(place, { timeout: 3_000 });
    } catch {
      return Number.POSITIVE_INFINITY;
    }
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** The first attack that takes too long, or null. */
function weaknessOf(found: Found): string | null {
  const expression = new RegExp(found.pattern, found.flags.replace(/[gy]/g, ''));
  for (const text of attacksOn(found)) {
    const ms = workOf(expression, text);
    if (ms > BOUND_MS)
      return `${found.place} /${found.pattern}/ needs ${ms} ms for ${JSON.stringify(text.slice(0, 30))}…`;
  }
  return null;
}

describe('the regular expressions', () => {
  it('are found', () => {
    expect(FOUND.length).toBeGreaterThan(100);
  });

  it('take no text for long', { timeout: 300_000 }, () => {
    expect(FOUND.map(weaknessOf).filter((weakness) => weakness !== null)).toEqual([]);
  });

  it.each(['^(a+)+$', '\\s*\\s*\\s*x'])('would be told of /%s/', (pattern) => {
    expect(weaknessOf({ place: 'here', pattern, flags: '' })).toContain('needs');
  });
});

/** Where a value stands in an entity: `['texts', 'ru', 'title']`. */
export type Path = readonly string[];

/** A field that both changed, each to something else. */
export interface Clash {
  path: Path;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** What two people made of one entity, since the state that both began from. */
export interface Comparison {
  clashes: Clash[];
  /** Fields that only one of them changed. */
  mineOnly: Path[];
  theirsOnly: Path[];
}

/** Whose value is taken. */
export type Whose = 'mine' | 'theirs';

/** Fields that follow from others and are nobody's change. */
const DERIVED = new Set(['warnings']);

/**
 * Field by field. `mineBase` is what `mine` began from and `theirsBase` what the server made of the same: it may spell
 * things otherwise. Lists are one field.
 */
export function compareDrafts(versions: {
  mineBase: object;
  mine: object;
  theirsBase: object;
  theirs: object;
}): Comparison {
  const { mineBase, mine, theirsBase, theirs } = versions;
  const own = changedPaths(mineBase, mine);
  const foreign = changedPaths(theirsBase, theirs);
  const shared = own.flatMap((path) =>
    foreign
      .filter((other) => isWithin(path, other) || isWithin(other, path))
      .map((other) => shorter(path, other)),
  );
  const met = outermost(shared);
  const clashes = met.map((path) => ({
    path,
    base: valueAt(theirsBase, path),
    mine: valueAt(mine, path),
    theirs: valueAt(theirs, path),
  }));
  const isApart = (path: Path) => !met.some((outer) => isWithin(path, outer));
  return {
    clashes: clashes.filter((clash) => !isSame(clash.mine, clash.theirs)),
    mineOnly: own.filter(isApart),
    theirsOnly: foreign.filter(isApart),
  };
}

/** What becomes of it: theirs, with what only I changed, and of the clashes what was chosen, by their order. */
export function mergeDrafts<T extends object>(
  { clashes, mineOnly }: Comparison,
  versions: { mine: T; theirs: T },
  choices: readonly Whose[],
): T {
  const taken = [...mineOnly, ...clashes.filter((_, i) => choices[i] === 'mine').map(({ path }) => path)];
  return taken.reduce<T>(
    (merged, path) => put(merged, path, valueAt(versions.mine, path)) as T,
    versions.theirs,
  );
}

function changedPaths(before: object, after: object, at: Path = []): Path[] {
  const [old, next] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return keys.flatMap((key) => {
    const path = [...at, key];
    const [from, to] = [old[key], next[key]];
    if (isSame(from, to) || (at.length === 0 && DERIVED.has(key))) return [];
    return isRecord(from) && isRecord(to) ? changedPaths(from, to, path) : [path];
  });
}

function outermost(paths: readonly Path[]): Path[] {
  const byText = new Map(paths.map((path) => [path.join('.'), path]));
  const unique = [...byText.values()];
  return unique.filter((path) => !unique.some((other) => other !== path && isWithin(path, other)));
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, i) => path[i] === key);
}

function shorter(one: Path, other: Path): Path {
  return one.length <= other.length ? one : other;
}

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), whole);
}

/** A copy with the value at that place; `undefined` takes it away. */
function put(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const { [key]: inner, ...others } = isRecord(whole) ? whole : {};
  const next = put(inner, rest, value);
  return next === undefined ? others : { ...others, [key]: next };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys in whatever order: the server may have another one. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, i) => isSame(item, other[i]));
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isSame(one[key], other[key]));
}

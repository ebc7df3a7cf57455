/** Who is being served now, by key; in memory alone, for nothing is under way in a new object. */
export type Turns = Map<string, Promise<unknown>>;

/** Does things with the same key one after another, in the order in which they came. */
export async function inTurn<T>(turns: Turns, key: string, act: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const own = before.then(act, act);
  turns.set(key, own);
  try {
    return await own;
  } finally {
    if (turns.get(key) === own) turns.delete(key);
  }
}

/** What can be undone and done again. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change was of, so that a colour that is dragged is undone in one go. */
  touched: string | null;
}

const DEPTH = 100;

export function beginHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], touched: null };
}

/** Changes of the same thing in a row are one; `touched` null is always a change of its own. */
export function record<T>(history: History<T>, present: T, touched: string | null): History<T> {
  const isSame = touched !== null && touched === history.touched;
  const past = isSame ? history.past : [...history.past, history.present].slice(-DEPTH);
  return { past, present, future: [], touched };
}

export function undo<T>({ past, present, future, ...history }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, ...history };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], touched: null };
}

export function redo<T>({ past, present, future, ...history }: History<T>): History<T> {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, ...history };
  return { past: [...past, present], present: after, future: rest, touched: null };
}

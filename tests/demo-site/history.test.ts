import { describe, expect, it } from 'vitest';
import { beginHistory, record, redo, undo } from '../../demo-site/studio/design/history.ts';

describe('changes of looks', () => {
  const dragged = [1, 2, 3].reduce((history, value) => record(history, value, 'radius'), beginHistory(0));

  it('of the same thing in a row are undone in one go, and done again', () => {
    expect(undo(dragged).present).toBe(0);
    expect(redo(undo(dragged)).present).toBe(3);
    const other = record(dragged, 4, 'offset');
    expect(undo(other).present).toBe(3);
    expect(undo(undo(other)).present).toBe(0);
  });

  it('that were undone are forgotten with the next change, which is one of its own', () => {
    const next = record(undo(dragged), 9, 'radius');
    expect(redo(next)).toEqual(next);
    expect(undo(next).present).toBe(0);
  });

  it('go no further than there are any', () => {
    expect(undo(beginHistory(0)).present).toBe(0);
    expect(redo(dragged)).toEqual(dragged);
  });
});

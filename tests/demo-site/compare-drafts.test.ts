import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDrafts, mergeDrafts } from '../../demo-site/studio/conflict/compare-drafts.ts';
import { tellField, tellValue } from '../../demo-site/studio/conflict/tell-field.ts';

const BASE = {
  name: 'Shop',
  offices: ['off_1'],
  texts: { ru: { title: 'Привет', lead: 'Звоним' }, en: { title: 'Hello' } },
  behaviour: { countdownS: 26 },
};
type Widget = typeof BASE & { warnings?: string[] };

function compared(mine: object, theirs: object) {
  return compareDrafts({ mineBase: BASE, mine, theirsBase: BASE, theirs });
}

describe('two drafts of one widget', () => {
  it('clash only where both changed the same field to something else', () => {
    const mine = { ...BASE, name: 'Mine', behaviour: { countdownS: 30 }, offices: ['off_2'] };
    const theirs = {
      ...BASE,
      name: 'Theirs',
      texts: { ...BASE.texts, en: { title: 'Hi' } },
      offices: ['off_2'],
    };
    const { clashes, mineOnly, theirsOnly } = compared(mine, theirs);
    expect(clashes).toEqual([{ path: ['name'], base: 'Shop', mine: 'Mine', theirs: 'Theirs' }]);
    expect(mineOnly).toEqual([['behaviour', 'countdownS']]);
    expect(theirsOnly).toEqual([['texts', 'en', 'title']]);
  });

  it('become one that has what each changed alone, and of a clash what was chosen', () => {
    const mine = { ...BASE, name: 'Mine', behaviour: { countdownS: 30 } };
    const theirs = { ...BASE, name: 'Theirs', offices: [] };
    const comparison = compared(mine, theirs);
    const merge = (whose: 'mine' | 'theirs') => mergeDrafts<object>(comparison, { mine, theirs }, [whose]);
    expect(merge('mine')).toEqual({ ...BASE, name: 'Mine', offices: [], behaviour: { countdownS: 30 } });
    expect(merge('theirs')).toEqual({ ...BASE, name: 'Theirs', offices: [], behaviour: { countdownS: 30 } });
  });

  it('clash in the whole of what one took away and the other changed inside', () => {
    const mine = { ...BASE, texts: { ...BASE.texts, ru: { title: 'Здравствуйте', lead: 'Звоним' } } };
    const theirs = { ...BASE, texts: { en: { title: 'Hello' } } };
    const comparison = compared(mine, theirs);
    expect(comparison.clashes.map(({ path }) => path)).toEqual([['texts', 'ru']]);
    expect(mergeDrafts<object>(comparison, { mine, theirs }, ['mine'])).toEqual(mine);
    expect(mergeDrafts<object>(comparison, { mine, theirs }, ['theirs'])).toEqual(theirs);
  });

  it('are not told apart by how the server spells what was typed, nor by its remarks', () => {
    const comparison = compareDrafts({
      mineBase: { ...BASE, name: 'Shop ' },
      mine: { ...BASE, name: 'Shop ', behaviour: { countdownS: 30 } },
      theirsBase: BASE,
      theirs: { ...BASE, warnings: ['look here'] },
    });
    expect(comparison).toEqual({ clashes: [], mineOnly: [['behaviour', 'countdownS']], theirsOnly: [] });
  });

  it('lose nothing that either changed, whatever they are', () => {
    const leaf = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constant(null),
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
    );
    const part = fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf, { maxKeys: 3, noNullPrototype: true });
    const whole = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.oneof(leaf, part), {
      maxKeys: 3,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(whole, whole, whole, (base, mine, theirs) => {
        const comparison = compareDrafts({ mineBase: base, mine, theirsBase: base, theirs });
        const all = (whose: 'mine' | 'theirs') =>
          mergeDrafts<object>(
            comparison,
            { mine, theirs },
            comparison.clashes.map(() => whose),
          );
        // Seen from what was merged nothing of mine is missing, and of theirs neither if all of it was taken.
        const missing = (merged: object, wanted: object) =>
          compareDrafts({ mineBase: base, mine: wanted, theirsBase: base, theirs: merged }).clashes;
        expect(missing(all('mine'), mine)).toEqual([]);
        expect(missing(all('theirs'), theirs)).toEqual([]);
        if (comparison.clashes.length === 0) expect(all('mine')).toEqual(all('theirs'));
      }),
    );
  });

  it('are told in words', () => {
    const nameOf = (id: string) => (id === 'off_1' ? 'Showroom' : undefined);
    expect(tellField(['texts', 'ru', 'nightTitle'])).toBe('Texts, ru, night title');
    expect(tellValue(['off_1', 'off_2'], nameOf)).toBe('Showroom, off_2');
    expect(tellValue(false, nameOf)).toBe('off');
    expect(tellValue('', nameOf)).toBe('nothing');
    expect(tellValue([{ from: '10:00', isOn: true }], nameOf)).toBe('from: 10:00; is on: on');
    const whole: Widget = BASE;
    expect(tellValue(whole.behaviour, nameOf)).toBe('countdown s: 26');
  });
});

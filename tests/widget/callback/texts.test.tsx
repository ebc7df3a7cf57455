import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { CALLBACK_REASONS, CALLBACK_STATUSES } from '../../../shared/contract/callback.ts';
import { RichText } from '../../../widget/callback/rich-text.tsx';
import { DICTIONARIES, fillWords, pickLanguage } from '../../../widget/callback/texts.ts';
import { EN } from '../../../widget/callback/texts-en.ts';

const placeholders = (text: string) => (text.match(/%[A-Z]+%/g) ?? []).sort();

describe('the dictionaries', () => {
  it.each(Object.keys(DICTIONARIES))(
    '%s has every word, none empty, with the same placeholders',
    async (lang) => {
      const words = (await DICTIONARIES[lang]?.()) ?? EN;
      expect(Object.keys(words).sort()).toEqual(Object.keys(EN).sort());
      for (const [key, text] of Object.entries(words)) {
        expect(text.trim(), key).not.toBe('');
        expect(placeholders(text), key).toEqual(placeholders(EN[key as keyof typeof EN]));
      }
    },
  );

  it('has a word for every status, and for every reason that is not our own failure', () => {
    const reasons = CALLBACK_REASONS.filter(
      (reason) => reason !== 'provider' && reason !== 'unknown_outcome',
    );
    expect([...CALLBACK_STATUSES, ...reasons].filter((key) => !(key in EN))).toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    [['ru', 'en'], 'ru'],
    [[null, 'ru-KZ', 'en'], 'ru'],
    [[null, '', 'fr', 'en-GB'], 'en'],
    [['xx', 'fr'], 'en'],
    [['de', 'en'], 'de'],
    [[undefined, 'DE-at'], 'de'],
  ])('of %j is %s', (wanted, lang) => {
    expect(pickLanguage(wanted, { de: { title: 'Rückruf?' } }).lang).toBe(lang);
  });

  it("takes the owner's words and leaves what is missing to the dictionary", () => {
    const { own, dir } = pickLanguage(['ar'], { ar: { title: 'هل نتصل بك؟', lead: '  ' } });
    expect([own, dir]).toEqual([{ title: 'هل نتصل بك؟' }, 'rtl']);
  });

  it('fills what the settings know and leaves the rest', () => {
    const words = fillWords(EN, { SECTOCALL: 26 });
    expect(words.lead).toContain('26 seconds');
    expect(words.eta).toBe(EN.eta);
  });
});

describe("an owner's text", () => {
  function drawn(text: string): string {
    const place = document.createElement('p');
    render(<RichText text={text} />, place);
    return place.innerHTML;
  }

  it('may have links and line breaks', () => {
    expect(drawn('I agree to the [terms](https://example.com/t?a=1&b=2).<br>Really')).toBe(
      'I agree to the <a href="https://example.com/t?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">terms</a>.<br>Really',
    );
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,1)',
    '[a](b)',
    '<b>bold</b>',
  ])('is otherwise plain: %s', (text) => {
    const place = document.createElement('p');
    render(<RichText text={text} />, place);
    expect([place.textContent, place.children.length]).toEqual([text, 0]);
  });
});

import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { CALLBACK_REASONS, CALLBACK_STATUSES } from '../../../shared/contract/callback.ts';
import * as en from '../../../widget/callback/dictionaries/en.ts';
import {
  type Dictionary,
  fetchFirst,
  fetchLater,
  LANGUAGES,
  pluralOf,
} from '../../../widget/callback/dictionary.ts';
import { pickLanguage } from '../../../widget/callback/language.ts';
import { plainText } from '../../../widget/callback/plain-text.ts';
import { RichText } from '../../../widget/callback/rich-text.tsx';

const EN = { ...en.first, ...en.later };
const fetchDictionary = async (lang: string): Promise<Dictionary> => ({
  ...(await fetchFirst(lang)),
  ...(await fetchLater(lang)),
});
const placeholders = (text: string) => (text.match(/%[A-Z]+%/g) ?? []).sort();
const formsOf = (text: Dictionary[keyof Dictionary]) =>
  typeof text === 'string' ? { other: text } : (text as Record<string, string>);

describe('the dictionaries', () => {
  it('are those of English, Russian, German and Arabic', () => {
    expect([...LANGUAGES].sort()).toEqual(['ar', 'de', 'en', 'ru']);
  });

  it.each(LANGUAGES)('%s has every word, none empty, with the same placeholders', async (lang) => {
    const words = await fetchDictionary(lang);
    expect(Object.keys(words).sort()).toEqual(Object.keys(EN).sort());
    for (const [key, text] of Object.entries(words)) {
      for (const form of Object.values(formsOf(text))) expect(form.trim(), key).not.toBe('');
      const { other = '' } = formsOf(text);
      expect(placeholders(other), key).toEqual(
        placeholders(formsOf(EN[key as keyof Dictionary]).other ?? ''),
      );
    }
  });

  it.each(LANGUAGES)('%s has a form for every number that a countdown can show', async (lang) => {
    const { eta, lead } = await fetchDictionary(lang);
    const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
    for (const category of pluralCategories.filter((one) => one !== 'zero')) {
      expect([lang, category, typeof eta[category], typeof lead[category]]).toEqual([
        lang,
        category,
        'string',
        'string',
      ]);
    }
  });

  it('speak of 1, 3, 11, 21 and 26 seconds as their languages do', async () => {
    const { eta } = await fetchDictionary('ru');
    const words = [1, 3, 11, 21, 26].map((count) => pluralOf(eta, count, 'ru').split(' ').at(-1));
    expect(words).toEqual(['секунду', 'секунды', 'секунд', 'секунду', 'секунд']);
  });

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
    [[null, '', 'fr', 'en-GB'], 'fr'],
    [['xx', 'es'], 'en'],
    [['de', 'en'], 'de'],
    [[undefined, 'AR-eg'], 'ar'],
  ])('of %j is %s', (wanted, lang) => {
    expect(pickLanguage(wanted, { fr: { title: 'On vous rappelle ?' } }).lang).toBe(lang);
  });

  it("brings the owner's words and the direction of reading", () => {
    const { own, dir } = pickLanguage(['ar'], { ar: { title: 'هل نتصل بك؟', lead: '' } });
    expect([own, dir]).toEqual([{ title: 'هل نتصل بك؟', lead: '' }, 'rtl']);
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

  it('may lead to a telephone or a mailbox', () => {
    expect(drawn('[Ring](tel:+74951234567) or [write](mailto:a@example.com)')).toBe(
      '<a href="tel:+74951234567">Ring</a> or <a href="mailto:a@example.com">write</a>',
    );
  });

  it('is plain where there can be no link', () => {
    expect(plainText('Ring<br>[us](https://example.com/)')).toBe('Ring us');
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

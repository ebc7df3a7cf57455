import { describe, expect, it } from 'vitest';
import type { WidgetWords } from '../../../shared/contract/admin/widget-texts.ts';
import * as clock from '../../../widget/callback/clock-values.ts';
import * as en from '../../../widget/callback/dictionaries/en.ts';
import * as ru from '../../../widget/callback/dictionaries/ru.ts';
import { chooseWords, type WordingFacts } from '../../../widget/callback/wording.ts';
import { aWidget, someSlots } from './builders.ts';

const EN = { ...en.first, ...en.later };
const RU = { ...ru.first, ...ru.later };
/** Sunday the day before the first slots, eight in the evening in Moscow. */
const NOW = Date.parse('2099-11-23T17:00:00Z');
const NIGHT = someSlots({ workingNow: false, mode: 'night' });

function words(own: WidgetWords, over: Partial<WordingFacts> = {}) {
  const facts: WordingFacts = {
    widget: aWidget(),
    words: EN,
    clock,
    own,
    lang: 'en',
    slots: someSlots(),
    by: null,
    draft: { office: null, when: 'now' },
    now: NOW,
    ...over,
  };
  return chooseWords(facts);
}

describe('what is shown', () => {
  it('is built in where the owner says nothing, and nothing where he cleared it (S1-76)', () => {
    expect(words({}).lead).toBe('Leave your number and we will call you in 26 seconds.');
    expect(words({ lead: '' }).lead).toBe('');
    expect(words({ disclaimer: '' }).disclaimer).toBe('');
  });

  it('leaves out what is switched off, and keeps its text for later (S1-76)', () => {
    const own = { caption: 'Phone', disclaimer: 'Terms', adDisclaimer: 'An offer', signature: 'By us' };
    const { caption, disclaimer, adDisclaimer, signature } = words({
      ...own,
      off: ['caption', 'disclaimer', 'adDisclaimer', 'signature'],
    });
    expect([caption, disclaimer, adDisclaimer, signature]).toEqual(['', '', '', '']);
    expect(words(own)).toMatchObject(own);
  });

  it('always has a word for the buttons', () => {
    const { button, launcher } = words({ button: '', launcher: '' });
    expect([button, launcher]).toEqual(['Call me', 'Order a callback']);
  });

  it('is of the night outside working hours, with its own button (S1-76)', () => {
    expect(words({}, { slots: NIGHT })).toMatchObject({
      title: 'We are closed just now',
      lead: 'Leave your number and we will call you as soon as we open: tomorrow, from 10:00.',
      button: 'Order the call',
    });
    const own = { title: 'By day', night: { title: 'By night', lead: 'Sleep well', button: 'Tomorrow' } };
    expect(words(own, { slots: NIGHT })).toMatchObject({
      title: 'By night',
      lead: 'Sleep well',
      button: 'Tomorrow',
    });
  });

  it('promises no time where none is in sight', () => {
    const { lead } = words({}, { slots: { ...NIGHT, next: null, days: [] } });
    expect(lead).toBe('Leave your number and we will call you back as soon as we can.');
  });

  it('is of the special day, closed or not (S1-38)', () => {
    const texts = { en: 'Back on the 12th.' };
    const closed = someSlots({ workingNow: false, mode: 'holiday', texts });
    expect(words({}, { slots: closed })).toMatchObject({ title: EN.nightTitle, lead: texts.en });
    const open = someSlots({ mode: 'holiday', texts });
    expect(words({ holiday: { title: 'Merry Christmas' } }, { slots: open })).toMatchObject({
      title: 'Merry Christmas',
      lead: texts.en,
      button: 'Call me',
    });
  });

  it('is of what made the card open, unless the hours forbid what it says (S1-71)', () => {
    const own = {
      title: 'Any time',
      scenarios: { exit: { title: 'Wait!' }, idle: { lead: 'Still there?' } },
    };
    expect(words(own, { by: 'exit' })).toMatchObject({ title: 'Wait!' });
    expect(words(own, { by: 'idle' })).toMatchObject({ title: 'Any time', lead: 'Still there?' });
    expect(words(own, { by: 'scroll' }).title).toBe('Any time');
    expect(words(own, { by: 'exit', slots: NIGHT }).title).toBe(EN.nightTitle);
  });

  it('is as by day where nobody says what hours it is', () => {
    expect(words({}, { slots: null }).title).toBe('Shall we call you?');
  });
});

describe('the placeholders (S1-73, S1-74)', () => {
  const lead =
    '%SECTOCALL%|%DAYTOCALL%|%WORKSTART%|%WORKEND%|%SELECTHOURS%|%SELECTMINUTES%|%OFFICE%|%COMPANY%|%OTHER%';
  const offices = [
    { id: 'off_a', name: 'Main' },
    { id: 'off_b', name: 'Workshop' },
  ];

  it('are the settings, the hours of the day and the next call', () => {
    expect(words({ lead }).lead).toBe('26|tomorrow|10:00|18:00|10|00|Main office|Beresta|%OTHER%');
  });

  it('are the time and the office that were chosen', () => {
    const draft = { when: '2099-11-25T09:00:00Z', office: 'off_b' };
    const told = words({ lead }, { draft, widget: aWidget({ offices }) }).lead;
    expect(told).toBe('26|Wednesday|10:00|18:00|12|00|Workshop|Beresta|%OTHER%');
  });

  it('are those of the next working day while it is closed, in the language of the visitor', () => {
    const slots = { ...NIGHT, hours: null };
    const told = words({ night: { lead } }, { slots, lang: 'ru', words: RU }).lead;
    expect(told).toBe('26|завтра|10:00|14:00|10|00|Main office|Beresta|%OTHER%');
  });
});

import { expect, it } from 'vitest';
import { phonePlans } from '../../edge/domain/phone-plans.ts';
import { placeholderWarnings } from '../../edge/domain/text-warnings.ts';

it('warns of a text that names what no widget knows, wherever it stands (S1-74)', () => {
  const warnings = placeholderWarnings({
    en: { title: 'In %SECTOCALL% s', lead: '%SECTOCAL% and %NAME%', off: ['caption'] },
    ru: { night: { lead: '%DAYTOCALL%, %TOMORROW%' }, scenarios: { exit: { title: '%WAIT%' } } },
  });
  expect(warnings.map(({ code, path, message }) => [code, path, message.split(' ')[0]])).toEqual([
    ['unknown_placeholder', 'texts.en.lead', '%SECTOCAL%'],
    ['unknown_placeholder', 'texts.en.lead', '%NAME%'],
    ['unknown_placeholder', 'texts.ru.night.lead', '%TOMORROW%'],
    ['unknown_placeholder', 'texts.ru.scenarios.exit.title', '%WAIT%'],
  ]);
  expect(warnings[0]?.message).toContain('%WORKSTART%');
});

it('tells how telephones of a country are written, and nothing of what is no country', () => {
  expect(phonePlans(['LV', 'XX', 'US'])).toEqual([
    { country: 'LV', code: '371', trunk: '', lengths: [8] },
    { country: 'US', code: '1', trunk: '1', lengths: [10] },
  ]);
});

import { describe, expect, it } from 'vitest';
import {
  type IvrValues,
  renderAfter,
  renderBefore,
  renderInfo,
  renderMoved,
} from '../../edge/domain/ivr-text.ts';
import { type Ivr, IvrSchema } from '../../shared/contract/admin/ivr.ts';

const VALUES: IvrValues = {
  service: 'Beresta',
  title: 'Kitchens',
  dealer: 'Showroom',
  person: 'Ann',
  form: '',
  params: {},
  connectDigit: '7',
};
const ivr = (changes: Partial<Ivr>): Ivr => IvrSchema.parse(changes);
const INVITATION = 'Чтобы соединиться с клиентом, нажмите 7';

describe('what the voice says before the digit', () => {
  it('fills every place that it knows', () => {
    const before = '{{SERVICE}}: {{TITLE}}, {{DEALER}}, {{PERSON}} {{PAUSE}} {{IVR}}';
    expect(renderBefore(ivr({ before }), VALUES)).toBe(`Beresta: Kitchens, Showroom, Ann. ${INVITATION}`);
  });

  it('invites in the language of the voice', () => {
    expect(renderBefore(ivr({ before: '{{IVR}}', language: 'en' }), VALUES)).toBe(
      'To be connected with the client, press 7',
    );
  });

  it.each([
    ['', INVITATION],
    ['{{FORM}}', INVITATION],
    ['{{PERSON}}', INVITATION],
    ['A call from the site.', `A call from the site. ${INVITATION}`],
  ])('invites also where the template %j does not', (before, said) => {
    expect(renderBefore(ivr({ before }), { ...VALUES, person: '' })).toBe(said);
  });

  it('leaves out what nobody knows and closes the gap', () => {
    expect(renderBefore(ivr({ before: 'Form {{FORM}} of {{ TITLE }}. {{IVR}}' }), VALUES)).toBe(
      `Form of Kitchens. ${INVITATION}`,
    );
  });

  it('takes names that look like places as they are', () => {
    const said = renderBefore(ivr({ before: '{{PERSON}} {{IVR}}' }), { ...VALUES, person: '$& {{TITLE}}' });
    expect(said).toBe(`$& {{TITLE}} ${INVITATION}`);
  });
});

describe('what the voice says after the digit', () => {
  it('is the other template, without an invitation', () => {
    expect(renderAfter(ivr({ after: 'Hold the line, {{DEALER}}. {{IVR}}' }), VALUES)).toBe(
      'Hold the line, Showroom.',
    );
  });

  it.each(['', '{{FORM}}', '{{PAUSE}} {{IVR}}'])(
    'is never silence: %j is refused, and spoken by its default',
    (after) => {
      expect(IvrSchema.safeParse({ after }).success).toBe(false);
      expect(renderAfter({ ...ivr({}), after }, VALUES)).toMatch(/wait|Ожидайте/);
    },
  );

  it('fills what a form brought', () => {
    const values = { ...VALUES, form: 'Measure', params: { param1: 'oak' } };
    expect(renderAfter(ivr({ after: 'Form {{FORM}}, {{PARAM1}}{{PARAM2}}' }), values)).toBe(
      'Form Measure, oak',
    );
  });
});

describe('what the voice says on demand', () => {
  const told = { person: 'Ann', comment: 'after six', page: 'Oak kitchens' };

  it('is what the order says, or that it says nothing (S1-43)', () => {
    expect(renderInfo(ivr({ language: 'en' }), told)).toBe(
      'The client’s name is Ann. Comment: after six. Page: Oak kitchens.',
    );
    expect(renderInfo(ivr({}), { person: '', comment: '', page: '' })).toMatch(/не оставил/);
  });

  it('is the time that the call was moved to, on the clock of the schedule (S1-45)', () => {
    const at = Date.parse('2026-12-07T07:00:00Z');
    expect(renderMoved(ivr({}), at, 'Europe/Moscow', '2')).toBe(
      'Звонок перенесён: понедельник, 7 декабря в 10:00. Чтобы выбрать следующее время, нажмите 2 ещё раз',
    );
  });
});

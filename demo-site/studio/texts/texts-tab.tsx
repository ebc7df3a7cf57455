import { useState } from 'preact/hooks';
import type {
  SwitchableText,
  TextScenario,
  WidgetWords,
} from '../../../shared/contract/admin/widget-texts.ts';
import { CheckField, SelectField } from '../field.tsx';
import { Segments } from '../segments.tsx';
import type { TabProps } from '../tab-props.ts';
import { TEXT_LANGUAGES } from '../text-languages.ts';
import { OwnedText } from './owned-text.tsx';

const SCENARIOS: Readonly<Record<TextScenario, string>> = {
  active: 'The active widget',
  activePlus: 'Active+',
  auto: 'It opens after a while',
  exit: 'The visitor is about to leave',
  scroll: 'So much was scrolled',
  idle: 'Nothing was touched',
};
const LINES: Readonly<Record<SwitchableText, string>> = {
  caption: 'Caption of the number field',
  disclaimer: 'Disclaimer',
  adDisclaimer: 'Disclaimer of the advertising',
  signature: 'Signature',
};
const PLACEHOLDERS =
  '%SECTOCALL%, %DAYTOCALL%, %WORKSTART%, %WORKEND%, %SELECTHOURS%, %SELECTMINUTES%, %OFFICE%, %COMPANY%';

/** The owner's own words per language, by day, night and holiday, and by what opened the widget (S1-71 to S1-76). */
export function TextsTab({ draft, language, onLanguage, onEdit }: TabProps) {
  const own: WidgetWords = draft.texts[language] ?? {};
  const [scenario, setScenario] = useState<TextScenario>('activePlus');
  const save = (words: WidgetWords) => onEdit({ texts: { ...draft.texts, [language]: clean(words) } });
  const path = `texts.${language}`;
  const off = own.off ?? [];
  const plain = (key: 'launcher' | 'title' | 'lead' | 'button', label: string, isLong = false) => (
    <OwnedText
      key={key}
      label={label}
      path={`${path}.${key}`}
      value={own[key]}
      lang={language}
      isLong={isLong}
      onChange={(value) => save({ ...own, [key]: value })}
    />
  );
  const heading = own.scenarios?.[scenario] ?? {};
  const setHeading = (part: typeof heading) =>
    save({ ...own, scenarios: { ...own.scenarios, [scenario]: clean({ ...heading, ...part }) } });
  return (
    <>
      <section class="card section">
        <div class="row section-head">
          <h2>Texts</h2>
          <Segments
            legend="Language of the texts"
            options={TEXT_LANGUAGES}
            value={language}
            onChange={onLanguage}
          />
        </div>
        <p class="muted small">
          A line break is <code>&lt;br&gt;</code>, a link is <code>[words](https://…)</code>. Filled in:{' '}
          {PLACEHOLDERS}.
        </p>
        <SelectField
          label="The widget speaks"
          path="language"
          value={draft.language ?? ''}
          options={{ '': 'as the page does', ...TEXT_LANGUAGES }}
          onChange={(value) => onEdit({ language: value || null })}
        />
        {plain('launcher', 'Launcher')}
      </section>
      <section class="card section">
        <h2>By day</h2>
        {plain('title', 'Title')}
        {plain('lead', 'Lead', true)}
        {plain('button', 'Button')}
      </section>
      <section class="card section">
        <h2>By night</h2>
        <p class="muted small">Outside working hours, where night mode is on.</p>
        {(['title', 'lead', 'button'] as const).map((key) => (
          <OwnedText
            key={key}
            label={`${key === 'title' ? 'Title' : key === 'lead' ? 'Lead' : 'Button'} by night`}
            path={`${path}.night.${key}`}
            value={own.night?.[key]}
            lang={language}
            isLong={key === 'lead'}
            onChange={(value) => save({ ...own, night: clean({ ...own.night, [key]: value }) })}
          />
        ))}
      </section>
      <section class="card section">
        <h2>On special days</h2>
        <p class="muted small">Each group of days in the schedule may have a text of its own beside these.</p>
        {(['title', 'lead'] as const).map((key) => (
          <OwnedText
            key={key}
            label={`${key === 'title' ? 'Title' : 'Lead'} on special days`}
            path={`${path}.holiday.${key}`}
            value={own.holiday?.[key]}
            lang={language}
            isLong={key === 'lead'}
            onChange={(value) => save({ ...own, holiday: clean({ ...own.holiday, [key]: value }) })}
          />
        ))}
      </section>
      <section class="card section">
        <h2>When it opens by itself</h2>
        <SelectField
          label="Because"
          path="scenario-of-texts"
          value={scenario}
          options={SCENARIOS}
          onChange={setScenario}
        />
        {(['title', 'lead'] as const).map((key) => (
          <OwnedText
            key={`${scenario} ${key}`}
            label={`${key === 'title' ? 'Title' : 'Lead'} then`}
            path={`${path}.scenarios.${scenario}.${key}`}
            value={heading[key]}
            lang={language}
            isLong={key === 'lead'}
            onChange={(value) => setHeading({ [key]: value })}
          />
        ))}
      </section>
      <section class="card section">
        <h2>Lines of the card</h2>
        {(Object.keys(LINES) as SwitchableText[]).map((key) => (
          <div key={key} class="owned-line">
            <CheckField
              label={`Show: ${LINES[key]}`}
              path={`${path}.off.${key}`}
              value={!off.includes(key)}
              onChange={(isOn) =>
                save({ ...own, off: isOn ? off.filter((one) => one !== key) : [...off, key] })
              }
            />
            {!off.includes(key) && (
              <OwnedText
                label={LINES[key]}
                path={`${path}.${key}`}
                value={own[key]}
                lang={language}
                maxLength={key === 'disclaimer' || key === 'adDisclaimer' ? 1000 : 300}
                isLong={key !== 'caption' && key !== 'signature'}
                onChange={(value) => save({ ...own, [key]: value })}
              />
            )}
          </div>
        ))}
      </section>
    </>
  );
}

/** Without what is not set. */
function clean<T extends object>(words: T): T {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as T;
}

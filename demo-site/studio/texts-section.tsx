import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { WidgetTextKey } from '../../shared/contract/admin/widget-texts.ts';
import { TextField } from './field.tsx';
import { Segments } from './segments.tsx';

export const TEXT_LANGUAGES = { ru: 'Russian', en: 'English', de: 'German', ar: 'Arabic' } as const;
export type TextLanguage = keyof typeof TEXT_LANGUAGES;

const LABELS: Readonly<Record<WidgetTextKey, string>> = {
  launcher: 'Launcher',
  title: 'Title',
  lead: 'Lead',
  caption: 'Caption of the number field',
  button: 'Button',
  disclaimer: 'Disclaimer',
};
const LONG: ReadonlySet<WidgetTextKey> = new Set(['lead', 'disclaimer']);

interface Props {
  draft: Widget;
  language: TextLanguage;
  onLanguage(language: TextLanguage): void;
  onEdit(change: Partial<Widget>): void;
}

/** The owner's own words per language; an empty field means the built-in ones. */
export function TextsSection({ draft, language, onLanguage, onEdit }: Props) {
  const own = draft.texts[language] ?? {};
  const change = (key: WidgetTextKey, value: string) => {
    const { [key]: _, ...others } = own;
    onEdit({ texts: { ...draft.texts, [language]: value === '' ? others : { ...others, [key]: value } } });
  };
  return (
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
      <p class="muted small">An empty field shows the built-in text of that language.</p>
      {(Object.keys(LABELS) as WidgetTextKey[]).map((key) => (
        <TextField
          key={`${language}.${key}`}
          label={LABELS[key]}
          path={`texts.${language}.${key}`}
          value={own[key] ?? ''}
          lang={language}
          maxLength={key === 'disclaimer' ? 1000 : 300}
          isLong={LONG.has(key)}
          placeholder="Built-in text"
          onChange={(value) => change(key, value)}
        />
      ))}
    </section>
  );
}

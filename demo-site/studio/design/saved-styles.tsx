import type { Style } from '../../../shared/contract/admin/style.ts';
import type { TabProps } from '../tab-props.ts';
import { WidgetPicture } from '../widget-picture.tsx';

/** All styles that were saved, as pictures of this widget in them; a click tries one on (S1-83). */
export function SavedStyles({ design, draft, offices, country, company, language, session }: TabProps) {
  const { styles, wearers } = design;
  if (styles === null) return null;
  return (
    <section class="card section">
      <h2>Saved styles</h2>
      {styles.length === 0 && (
        <p class="muted">None yet. Make the looks below as you like them, then save them as new.</p>
      )}
      <ul class="style-list">
        {styles.map((style) => (
          <li key={style.id}>
            <WidgetPicture
              widget={{ ...draft, name: style.name, style: style.style }}
              offices={offices}
              country={country}
              company={company}
              lang={language}
            />
            <button
              type="button"
              class="style-name"
              aria-pressed={design.chosen?.id === style.id}
              onClick={() => design.choose(style)}
            >
              {style.name}
            </button>
            <p class="muted small">{tellWearers(style, wearers, draft.styleId)}</p>
            {style.madeBy.account !== session.account && (
              <p class="badge">made by account {style.madeBy.account}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function tellWearers({ id }: Style, wearers: Readonly<Record<string, number>>, worn: string | null): string {
  const count = wearers[id] ?? 0;
  if (id === worn) return count > 1 ? `Worn here and by ${count - 1} more` : 'Worn here';
  if (count === 0) return 'Not worn';
  return count === 1 ? 'Worn by one widget' : `Worn by ${count} widgets`;
}

import { NumberField, TextField } from '../field.tsx';
import type { TabProps } from '../tab-props.ts';

/** Where pages show the number of an office, and what is dialled behind it (S1-69). */
export function CallTrackingSection({ draft, offices, onEdit }: TabProps) {
  const entries = draft.callTrackingSelectors;
  const attached = offices.filter(({ id }) => draft.offices.includes(id));
  const change = (callTrackingSelectors: typeof entries) => onEdit({ callTrackingSelectors });
  if (attached.length === 0) return null;
  return (
    <section class="card section">
      <h2>Call tracking</h2>
      <p class="muted small">The places of an office’s number on the pages, beside what campaigns say.</p>
      {attached.map(({ id, name }) => {
        const index = entries.findIndex(({ office }) => office === id);
        const entry = entries[index];
        const save = (selector: string, extension: number) => {
          const others = entries.filter(({ office }) => office !== id);
          change(selector.trim() === '' ? others : [...others, { office: id, selector, extension }]);
        };
        return (
          <div class="fields-grid" key={id}>
            <TextField
              label={`Selector of ${name}`}
              path={`callTrackingSelectors.${index}.selector`}
              value={entry?.selector ?? ''}
              maxLength={500}
              placeholder=".phone"
              onChange={(selector) => save(selector, entry?.extension ?? -1)}
            />
            {entry && (
              <NumberField
                label={`Extension of ${name}`}
                path={`callTrackingSelectors.${index}.extension`}
                value={Math.max(0, entry.extension)}
                min={0}
                max={999_999}
                unit="0: none"
                onChange={(extension) => save(entry.selector, extension === 0 ? -1 : extension)}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}

import type { JSX } from 'preact';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Found, SkipReason } from './find-on-page.ts';
import type { Skip, View } from './look.ts';
import type { Words } from './texts-en.ts';

/** What every selector finds on this page; a click shows the next one. */
export function Targets(props: { words: Words; view: View; onPoint(found: Found): void }): JSX.Element {
  const { words, view, onPoint } = props;
  const names = new Map(
    view.edge.kind === 'told'
      ? view.edge.explanation.offices.map(({ office, name }) => [office, name] as const)
      : [],
  );
  return (
    <section>
      <h3>{words.targets}</h3>
      {view.found.length === 0 && <p class="muted">{words.noTargets}</p>}
      <ul class="rows">
        {view.found.map((found) => (
          <Target
            key={`${found.office} ${found.selector}`}
            words={words}
            found={found}
            office={names.get(found.office) ?? ''}
            skips={view.skips}
            onPoint={onPoint}
          />
        ))}
      </ul>
    </section>
  );
}

function Target(props: {
  words: Words;
  found: Found;
  office: string;
  skips: readonly Skip[];
  onPoint(found: Found): void;
}): JSX.Element {
  const { words, found, office, skips, onPoint } = props;
  const { selector, elements, shown, skipped } = found;
  const reasons = Object.entries(skipped).map(
    ([reason, count]) => `${wordOf(reason as SkipReason, found, skips, words)} (${count})`,
  );
  return (
    <li>
      <div class="line">
        <code class="selector">{selector}</code>
        <span class="muted">{office}</span>
        {elements.length > 0 && (
          <button
            type="button"
            aria-label={fillPlaceholders(words.showPlace, { SELECTOR: selector })}
            onClick={() => onPoint(found)}
          >
            {words.show}
          </button>
        )}
      </div>
      <p class="muted">
        {[
          fillPlaceholders(words.foundCount, { COUNT: elements.length }),
          fillPlaceholders(words.shownCount, { COUNT: shown }),
          ...reasons,
        ].join(' · ')}
      </p>
    </li>
  );
}

/** The page's events say which of the two reasons it was. */
function wordOf(reason: SkipReason, { office }: Found, skips: readonly Skip[], words: Words): string {
  if (reason !== 'kept') return words.skipped[reason];
  const told = skips.findLast((skip) => skip.office === office && /^(late|veto)$/.test(skip.reason));
  return words.skipped[(told?.reason as 'late' | 'veto' | undefined) ?? 'kept'];
}

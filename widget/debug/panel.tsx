import type { JSX } from 'preact';
import type { FaultLanguage } from '../../shared/faults.ts';
import { describeFault } from '../../shared/faults.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import { Campaigns } from './campaigns.tsx';
import type { Found } from './find-on-page.ts';
import type { DebugPage } from './host.ts';
import type { View } from './look.ts';
import { Numbers } from './numbers.tsx';
import { Targets } from './targets.tsx';
import type { Words } from './texts-en.ts';
import { Behind, VisitFacts } from './visit-facts.tsx';

export interface PanelProps {
  words: Words;
  lang: FaultLanguage;
  page: DebugPage;
  /** Null until the page was looked at. */
  view: View | null;
  isFolded: boolean;
  /** Ms of `performance.now()`. */
  now: number;
  onFold(isFolded: boolean): void;
  onRefresh(): void;
  onPoint(found: Found): void;
  onClose(): void;
}

/** The overlay: what is wrong on top, then what is shown and why, then where it comes from. */
export function Panel(props: PanelProps): JSX.Element {
  const { words, lang, view, isFolded } = props;
  const faults = view?.faults ?? [];
  const state = !view ? 'wait' : faults.length > 0 ? 'bad' : 'good';
  const summary = !view
    ? words.looking
    : faults.length > 0
      ? fillPlaceholders(words.faults, { COUNT: faults.length })
      : words.fine;
  return (
    <section class="panel" aria-labelledby="rd-title" data-state={state}>
      <header class="head">
        <h2 id="rd-title">{words.title}</h2>
        <p class="state" role="status">
          <span class="dot" aria-hidden="true" /> {summary}
        </p>
        <div class="tools">
          <button type="button" onClick={props.onRefresh}>
            {words.refresh}
          </button>
          <button type="button" aria-expanded={!isFolded} onClick={() => props.onFold(!isFolded)}>
            {isFolded ? words.unfold : words.fold}
          </button>
          <button type="button" onClick={props.onClose}>
            {words.close}
          </button>
        </div>
      </header>
      {view && !isFolded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div class="body" tabIndex={0}>
          {faults.length > 0 && (
            <ul class="faults">
              {faults.map((fault) => {
                const { title, remedy } = describeFault(fault, lang);
                return (
                  <li key={title + remedy} data-code={fault.code}>
                    <strong>{title}</strong>
                    <p>{remedy}</p>
                  </li>
                );
              })}
            </ul>
          )}
          {view.edge.kind === 'expired' && <p class="note">{words.expired}</p>}
          <Numbers words={words} view={view} now={props.now} />
          {view.edge.kind === 'told' && <Campaigns words={words} explanation={view.edge.explanation} />}
          <Targets words={words} view={view} onPoint={props.onPoint} />
          <VisitFacts words={words} view={view} />
          <Behind words={words} view={view} page={props.page} />
        </div>
      )}
    </section>
  );
}

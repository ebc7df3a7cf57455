import { useState } from 'preact/hooks';
import { widgetLink } from '../route.ts';
import { Segments } from '../segments.tsx';
import type { TabProps } from '../tab-props.ts';
import { BreakdownFigure } from './breakdown-figure.tsx';
import { CountedSection } from './counted-section.tsx';
import { DaysFigure } from './days-figure.tsx';
import { FunnelFigure } from './funnel-figure.tsx';
import { everyDay } from './funnel-steps.ts';
import { type Funnels, useFunnels } from './use-funnels.ts';

const SPANS = { '7': '7 days', '30': '30 days', '90': '90 days' } as const;

/** What visitors did with the widget: seen, opened, ordered, talked; by day, by saved style and by page. */
export function NumbersTab({ draft, session, onUnauthorized }: TabProps) {
  const [span, setSpan] = useState<keyof typeof SPANS>('30');
  const { state, retry } = useFunnels(session, draft.id, Number(span), onUnauthorized);
  return (
    <>
      <div class="row section-head">
        <p class="muted small">Counted by what pages tell; a page that is left before it could is missing.</p>
        <Segments legend="Time" options={SPANS} value={span} onChange={(next) => setSpan(next)} />
      </div>
      {state.kind === 'loading' && <p class="muted">Loading…</p>}
      {state.kind === 'failed' && (
        <p class="notice notice-bad" role="alert">
          The numbers cannot be loaded just now.
          <button class="button button-small" type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {state.kind === 'loaded' && isEmpty(state.funnels) && <Nobody id={draft.id} span={SPANS[span]} />}
      {state.kind === 'loaded' && !isEmpty(state.funnels) && (
        <Loaded funnels={state.funnels} hash={draft.hash} />
      )}
    </>
  );
}

function Loaded({ funnels: { day, style, page, styleNames }, hash }: { funnels: Funnels; hash: string }) {
  const days = everyDay(day);
  const fileName = (by: string) => `funnel-${hash}-${by}-${day.from}-${day.to}.csv`;
  const dayRows = days.map((one) => ({ ...one, name: one.key }));
  const styleRows = style.rows.map((row) => ({
    key: row.key ?? '',
    name: row.key === null ? 'Looks of its own' : (styleNames.get(row.key) ?? 'A style that was deleted'),
    counts: row,
  }));
  const pageRows = page.rows.map((row) => ({
    key: row.key ?? '',
    name: row.key ?? 'Other pages',
    counts: row,
  }));
  const whole = [{ key: 'total', name: `${day.from} to ${day.to}`, counts: day.total }];
  return (
    <>
      <CountedSection title="Funnel" head="Time" rows={whole} fileName={fileName('total')}>
        <FunnelFigure total={day.total} />
      </CountedSection>
      <CountedSection title="By day" head="Day" rows={dayRows} fileName={fileName('day')}>
        <DaysFigure days={days} />
      </CountedSection>
      <CountedSection
        title="By style"
        head="Style"
        rows={styleRows}
        fileName={fileName('style')}
        note="An order does not know which style it was made in, so who talked is not told here."
      >
        <BreakdownFigure rows={styleRows} />
      </CountedSection>
      <CountedSection title="By page" head="Page" rows={pageRows} fileName={fileName('page')}>
        <BreakdownFigure rows={pageRows} />
      </CountedSection>
    </>
  );
}

function Nobody({ id, span }: { id: string; span: string }) {
  return (
    <section class="card section numbers-empty">
      <h2>Nobody has seen this widget in {span}</h2>
      <p>
        Numbers are here a few seconds after the first visitor. If you expected some: is the{' '}
        <a href={widgetLink(id, 'general')}>code</a> on the pages, does the widget have an{' '}
        <a href={widgetLink(id, 'offices')}>office</a>, and do its{' '}
        <a href={widgetLink(id, 'behaviour')}>rules</a> allow the page?
      </p>
    </section>
  );
}

function isEmpty({ day: { total } }: Funnels): boolean {
  return total.shown + total.opened + total.submitted + total.talked === 0;
}

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Segments } from '../segments.tsx';
import { countsCsv } from './counts-csv.ts';
import { type CountsRow, CountsTable } from './counts-table.tsx';
import { CsvLink } from './csv-link.tsx';

interface Props {
  title: string;
  /** What a row is of. */
  head: string;
  rows: readonly CountsRow[];
  fileName: string;
  note?: string;
  /** The picture of the same rows. */
  children: ComponentChildren;
}

/** Numbers as a picture or as a table, and as a file. */
export function CountedSection({ title, head, rows, fileName, note, children }: Props) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <section class="card section">
      <div class="row section-head">
        <h2>{title}</h2>
        <div class="row">
          <Segments
            legend={`${title}: chart or table`}
            options={{ chart: 'Chart', table: 'Table' }}
            value={view}
            onChange={(next) => setView(next)}
          />
          <CsvLink text={countsCsv(head, rows)} fileName={fileName} what={title.toLowerCase()} />
        </div>
      </div>
      {view === 'chart' ? children : <CountsTable caption={title} head={head} rows={rows} />}
      {note && <p class="muted small">{note}</p>}
    </section>
  );
}

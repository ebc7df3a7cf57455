import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import { ColourField, NumberField, SelectField } from './field.tsx';

/** Colour and place. */
export function LooksSection({ draft, onEdit }: { draft: Widget; onEdit(change: Partial<Widget>): void }) {
  const { style } = draft;
  const change = (part: Partial<WidgetStyle>) => onEdit({ style: { ...style, ...part } });
  return (
    <section class="card section">
      <h2>Looks</h2>
      <div class="fields-grid">
        <ColourField
          label="Accent colour"
          path="style.accent"
          value={style.accent}
          onChange={(accent) => change({ accent })}
        />
        <SelectField
          label="Side"
          path="style.side"
          value={style.side}
          options={{ left: 'Left', right: 'Right' }}
          onChange={(side) => change({ side })}
        />
        <NumberField
          label="Distance from the top"
          path="style.offsetPct"
          value={style.offsetPct}
          min={5}
          max={95}
          unit="% of the window"
          onChange={(offsetPct) => change({ offsetPct })}
        />
        <NumberField
          label="Corner radius"
          path="style.radius.buttonPx"
          value={style.radius.buttonPx}
          min={0}
          max={32}
          unit="px"
          onChange={(buttonPx) => change({ radius: { ...style.radius, buttonPx } })}
        />
      </div>
    </section>
  );
}

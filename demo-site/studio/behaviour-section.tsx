import type { Widget } from '../../shared/contract/admin/widget.ts';
import { NumberField } from './field.tsx';

/** When the widget is shown, and how it behaves. */
export function BehaviourSection({
  draft,
  onEdit,
}: {
  draft: Widget;
  onEdit(change: Partial<Widget>): void;
}) {
  const { behaviour } = draft;
  return (
    <section class="card section">
      <h2>Behaviour</h2>
      <div class="fields-grid">
        <NumberField
          label="Countdown after an order"
          path="behaviour.countdownS"
          value={behaviour.countdownS}
          min={5}
          max={600}
          unit="seconds"
          onChange={(countdownS) => onEdit({ behaviour: { ...behaviour, countdownS } })}
        />
      </div>
    </section>
  );
}

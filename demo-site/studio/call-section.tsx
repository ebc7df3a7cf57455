import type { Scenario } from '../../shared/contract/admin/scenario.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { NumberField, TextField } from './field.tsx';

/** How the two legs are called. */
export function CallSection({ draft, onEdit }: { draft: Widget; onEdit(change: Partial<Widget>): void }) {
  const { scenario, behaviour } = draft;
  const change = (part: Partial<Scenario>) => onEdit({ scenario: { ...scenario, ...part } });
  return (
    <section class="card section">
      <h2>The call</h2>
      <div class="fields-grid">
        <TextField
          label="Digit that connects"
          path="scenario.smartCall.connect"
          value={scenario.smartCall.connect}
          maxLength={1}
          hint="The manager presses it."
          onChange={(connect) => change({ smartCall: { ...scenario.smartCall, connect } })}
        />
        <TextField
          label="Digit that cancels"
          path="scenario.smartCall.cancel"
          value={scenario.smartCall.cancel ?? ''}
          maxLength={1}
          hint="Ends this call and all later attempts. Empty: no digit does."
          onChange={(cancel) => change({ smartCall: { ...scenario.smartCall, cancel: cancel || null } })}
        />
        <NumberField
          label="Each telephone rings"
          path="scenario.ringS"
          value={scenario.ringS}
          min={10}
          max={120}
          unit="seconds"
          onChange={(ringS) => change({ ringS })}
        />
        <NumberField
          label="The prompt is spoken"
          path="scenario.promptRepeats"
          value={scenario.promptRepeats}
          min={1}
          max={30}
          unit="times"
          onChange={(promptRepeats) => change({ promptRepeats })}
        />
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

import type { Scenario } from '../../../shared/contract/admin/scenario.ts';
import { NumberField, SelectField } from '../field.tsx';
import type { TabProps } from '../tab-props.ts';
import { RetriesSection } from './retries-section.tsx';
import { SmartCallSection } from './smart-call-section.tsx';
import { TelephonySection } from './telephony-section.tsx';

const DELAYS = {
  managerS: 'Before the manager is called',
  extensionS: 'Before the extension is dialled',
  visitorS: 'Before the visitor is called',
  ivrS: 'Before the voice speaks',
} as const;

/** How the two are called (S1-39 to S1-54). */
export function ScenarioTab(props: TabProps) {
  const { draft, onEdit } = props;
  const { scenario } = draft;
  const change = (part: Partial<Scenario>) => onEdit({ scenario: { ...scenario, ...part } });
  return (
    <>
      <TelephonySection {...props} />
      <section class="card section">
        <h2>The call</h2>
        <div class="fields-grid">
          <SelectField
            label="Who is called"
            path="scenario.order"
            value={scenario.order}
            options={{
              manager_first: 'The manager, then the visitor',
              visitor_first: 'The visitor, then the manager',
              parallel: 'Both at once',
            }}
            onChange={(order) => change({ order })}
          />
          <SelectField
            label="Which office"
            path="scenario.offices"
            value={scenario.offices}
            options={{
              in_order: 'One after another, in their order',
              in_turn: 'Another one each attempt',
              all_at_once: 'All at once: who answers first',
            }}
            onChange={(offices) => change({ offices })}
          />
          <NumberField
            label="Each telephone rings"
            path="scenario.ringS"
            value={scenario.ringS}
            min={10}
            max={45}
            unit="seconds"
            onChange={(ringS) => change({ ringS })}
          />
          <NumberField
            label="Calls at once"
            path="scenario.maxAtOnce"
            value={scenario.maxAtOnce}
            min={1}
            max={50}
            unit="at most"
            onChange={(maxAtOnce) => change({ maxAtOnce })}
          />
        </div>
      </section>
      <SmartCallSection scenario={scenario} onChange={change} />
      <RetriesSection scenario={scenario} onChange={change} />
      <section class="card section">
        <h2>Pauses</h2>
        <p class="muted small">A slow switchboard may need them.</p>
        <div class="fields-grid">
          {(Object.keys(DELAYS) as (keyof typeof DELAYS)[]).map((delay) => (
            <NumberField
              key={delay}
              label={DELAYS[delay]}
              path={`scenario.delays.${delay}`}
              value={scenario.delays[delay]}
              min={0}
              max={30}
              unit="seconds"
              onChange={(seconds) => change({ delays: { ...scenario.delays, [delay]: seconds } })}
            />
          ))}
        </div>
      </section>
    </>
  );
}

import type { Scenario, SmartCall } from '../../../shared/contract/admin/scenario.ts';
import { CheckField, NumberField, SelectField } from '../field.tsx';

type Action = 'connect' | 'info' | 'cancel' | 'reschedule' | 'tag' | 'nightTag';

const ACTIONS: readonly { action: Action; label: string; hint: string }[] = [
  { action: 'connect', label: 'Connect with the visitor', hint: 'The call goes on to the visitor.' },
  { action: 'info', label: 'Speak what else is known', hint: 'By itself, or when the manager asks.' },
  { action: 'cancel', label: 'Cancel', hint: 'Ends this call and all later attempts.' },
  { action: 'reschedule', label: 'Call later', hint: 'The next convenient time; again: the one after.' },
  { action: 'tag', label: 'Tag the call', hint: 'Marks it in the list of calls.' },
  { action: 'nightTag', label: 'Tag it as a call of the night', hint: 'Marks it in the list of calls.' },
];
const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

interface Props {
  scenario: Scenario;
  onChange(part: Partial<Scenario>): void;
}

/** Which keys the manager has, and what each of them does (S1-40 to S1-48). */
export function SmartCallSection({ scenario, onChange }: Props) {
  const { smartCall } = scenario;
  const change = (part: Partial<SmartCall>) => onChange({ smartCall: { ...smartCall, ...part } });
  return (
    <section class="card section">
      <h2>SmartCall</h2>
      <CheckField
        label="The manager says by a digit what is to happen"
        path="scenario.smartCall.on"
        value={smartCall.on}
        hint={smartCall.on ? undefined : 'Whoever answers is connected at once.'}
        onChange={(on) => change({ on })}
      />
      {smartCall.on && (
        <>
          <div class="fields-grid">
            {ACTIONS.map(({ action, label, hint }) => (
              <SelectField
                key={action}
                label={label}
                path={`scenario.smartCall.${action}`}
                value={smartCall[action] ?? ''}
                options={optionsOf(smartCall, action)}
                hint={hint}
                onChange={(digit) => change({ [action]: digit || null })}
              />
            ))}
            <NumberField
              label="The prompt is spoken"
              path="scenario.promptRepeats"
              value={scenario.promptRepeats}
              min={1}
              max={30}
              unit="times"
              onChange={(promptRepeats) => onChange({ promptRepeats })}
            />
          </div>
          <CheckField
            label="The digit may be spoken as well"
            path="scenario.smartCall.speech"
            value={smartCall.speech}
            onChange={(speech) => change({ speech })}
          />
        </>
      )}
    </section>
  );
}

/** A digit does one thing only, so those of the other actions are not offered (S1-48). */
function optionsOf(smartCall: SmartCall, action: Action): Record<string, string> {
  const others = ACTIONS.filter((one) => one.action !== action).map((one) => smartCall[one.action]);
  const free = DIGITS.filter((digit) => !others.includes(digit)).map((digit) => [`${digit}`, digit] as const);
  const none = action === 'connect' ? [] : [['', 'no digit'] as const];
  const auto = action === 'info' ? [['auto', 'by itself'] as const] : [];
  return Object.fromEntries([...none, ...auto, ...free]);
}

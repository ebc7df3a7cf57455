import type { Scenario } from '../../../shared/contract/admin/scenario.ts';
import { NumberField } from '../field.tsx';
import { choicesOf, nameOf, OUTCOME_GROUPS, type OutcomeGroup } from './outcome-names.ts';

type Retries = Scenario['retries'];

interface Props {
  scenario: Scenario;
  onChange(part: Partial<Scenario>): void;
}

/** What follows a failed attempt: when it is tried again, and after which ends (S1-49 to S1-52). */
export function RetriesSection({ scenario, onChange }: Props) {
  const { retries } = scenario;
  const change = (part: Partial<Retries>) => onChange({ retries: { ...retries, ...part } });
  const { afterMin } = retries;
  return (
    <section class="card section">
      <h2>After a failed call</h2>
      <div class="fields-grid">
        <NumberField
          label="A successful talk lasts"
          path="scenario.successS"
          value={scenario.successS}
          min={0}
          max={600}
          unit="seconds or more"
          hint="A shorter one counts as failed."
          onChange={(successS) => onChange({ successS })}
        />
      </div>
      {afterMin.length === 0 && <p class="muted">A failed call is not repeated.</p>}
      {afterMin.map((minutes, i) => (
        <div class="row" key={i}>
          <NumberField
            label={`Attempt ${i + 2} comes after`}
            path={`scenario.retries.afterMin.${i}`}
            value={minutes}
            min={1}
            max={1440}
            unit="minutes"
            onChange={(value) => change({ afterMin: afterMin.map((old, n) => (n === i ? value : old)) })}
          />
          <button
            class="button button-small"
            type="button"
            onClick={() => change({ afterMin: afterMin.filter((_, n) => n !== i) })}
          >
            Remove <span class="visually-hidden">attempt {i + 2}</span>
          </button>
        </div>
      ))}
      <div class="row">
        <button
          class="button"
          type="button"
          disabled={afterMin.length >= 10}
          onClick={() => change({ afterMin: [...afterMin, afterMin.at(-1) ?? 5] })}
        >
          + Add a recall attempt
        </button>
      </div>
      {afterMin.length > 0 && <Outcomes chosen={retries.on} onChange={(on) => change({ on })} />}
    </section>
  );
}

function Outcomes({ chosen, onChange }: { chosen: string[]; onChange(on: string[]): void }) {
  return (
    <div class="outcomes">
      <div class="row section-head">
        <h3>It is repeated when</h3>
        <button class="button button-small" type="button" onClick={() => onChange([])}>
          Remove all
        </button>
      </div>
      {(Object.keys(OUTCOME_GROUPS) as OutcomeGroup[]).map((group) => {
        const choices = choicesOf(chosen, group);
        const isWhole = choices.every((outcome) => chosen.includes(outcome));
        const others = chosen.filter((outcome) => !choices.includes(outcome));
        return (
          <fieldset key={group}>
            <legend>{OUTCOME_GROUPS[group]}</legend>
            <label class="check outcome-group">
              <input
                type="checkbox"
                checked={isWhole}
                onChange={() => onChange(isWhole ? others : [...others, ...choices])}
              />
              All of them
            </label>
            <div class="outcome-list">
              {choices.map((outcome) => (
                <label key={outcome} class="check">
                  <input
                    type="checkbox"
                    checked={chosen.includes(outcome)}
                    onChange={(event) =>
                      onChange(
                        event.currentTarget.checked
                          ? [...chosen, outcome]
                          : chosen.filter((other) => other !== outcome),
                      )
                    }
                  />
                  <span>
                    {nameOf(outcome)} <code class="muted">{outcome}</code>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

import type { JSX } from 'preact';
import type { VisitExplanation } from '../../shared/contract/visit-explanation.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { Words } from './texts-en.ts';

type Verdict = VisitExplanation['campaigns'][number];
type Condition = Verdict['groups'][number]['any'][number];

/** Every campaign of the site in order, with the verdict on each condition and what the visit has. */
export function Campaigns(props: { words: Words; explanation: VisitExplanation }): JSX.Element {
  const { words, explanation } = props;
  const winner = explanation.campaign?.id;
  return (
    <section>
      <h3>{words.campaigns}</h3>
      <ol class="campaigns">
        {explanation.campaigns.map((campaign) => (
          <li key={campaign.id} data-wins={campaign.id === winner}>
            <details open={campaign.id === winner || (campaign.reached && !campaign.matches)}>
              <summary>
                <Mark words={words} holds={campaign.matches} />
                <strong class="name">{campaign.name}</strong>
                <span class="badge">{verdictOf(campaign, winner, words)}</span>
              </summary>
              {campaign.groups.length === 0 && <p class="muted">{words.everybody}</p>}
              {campaign.groups.map((group, i) => (
                <ul key={i} class="group" data-holds={group.holds}>
                  {group.any.map((condition, j) => (
                    <li key={j}>
                      {j > 0 && <span class="muted">{words.or} </span>}
                      <ConditionLine words={words} condition={condition} />
                    </li>
                  ))}
                </ul>
              ))}
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function verdictOf(campaign: Verdict, winner: string | undefined, words: Words): string {
  if (campaign.status !== 'active') return words.status[campaign.status];
  if (campaign.id === winner) return words.wins;
  if (!campaign.reached) return words.notReached;
  return campaign.matches ? words.matches : words.matchesNot;
}

function ConditionLine({ words, condition }: { words: Words; condition: Condition }): JSX.Element {
  const { type, param, op, not, value, actual, holds } = condition;
  const wanted = op === 'exists' ? '' : ` “${Array.isArray(value) ? value.join(', ') : value}”`;
  const verb = `${not ? `${words.not} ` : ''}${words.operator[op]}`;
  return (
    <>
      <Mark words={words} holds={holds} />
      <code>{param === undefined ? type : `${type} ${param}`}</code> {verb}
      {wanted}
      <span class="seen"> {fillPlaceholders(words.seen, { VALUE: actual ?? words.nothing })}</span>
    </>
  );
}

/** Never by colour alone. */
function Mark({ words, holds }: { words: Words; holds: boolean }): JSX.Element {
  return (
    <span class="mark" data-holds={holds} role="img" aria-label={holds ? words.holds : words.holdsNot}>
      {holds ? '✓' : '✗'}
    </span>
  );
}

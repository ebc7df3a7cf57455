import type { JSX } from 'preact';
import type { ExplainedOffice, PoolState } from '../../shared/contract/visit-explanation.ts';
import { fillPlaceholders } from '../../shared/text-placeholders.ts';
import type { View } from './look.ts';
import type { Words } from './texts-en.ts';

/** What each office shows to this visitor, how long it is promised, and why it is no number of their own. */
export function Numbers({ words, view, now }: { words: Words; view: View; now: number }): JSX.Element {
  const { local, edge, at } = view;
  const campaign = edge.kind === 'told' ? edge.explanation.campaign : local.campaign;
  const passedS = (now - at) / 1000;
  return (
    <section>
      <h3>{words.numbers}</h3>
      <dl class="facts">
        <dt>{words.campaignOf}</dt>
        <dd>{campaign?.name ?? words.noCampaign}</dd>
        <dt>{words.why}</dt>
        <dd>
          <code>{local.reason}</code>
        </dd>
      </dl>
      <ul class="rows">
        {edge.kind === 'told'
          ? edge.explanation.offices.map((office) => (
              <Office key={office.office} words={words} office={office} passedS={passedS} />
            ))
          : local.swaps.map(({ office, number, kind }) => (
              <li key={office}>
                <strong class="number">{number}</strong> <span class="muted">{words.shows[kind]}</span>
              </li>
            ))}
      </ul>
    </section>
  );
}

function Office(props: { words: Words; office: ExplainedOffice; passedS: number }): JSX.Element {
  const { words, office, passedS } = props;
  const leftS = office.expiresInS === null ? null : Math.max(0, Math.round(office.expiresInS - passedS));
  return (
    <li data-shows={office.shows}>
      <div class="line">
        <strong>{office.name}</strong>
        {office.number && <strong class="number">{office.number}</strong>}
        {leftS !== null && (
          <span class="muted number">{fillPlaceholders(words.timeLeft, { SECONDS: leftS })}</span>
        )}
      </div>
      <p class="muted">
        {words.shows[office.shows]}
        {office.why && <>: {words.whyNot[office.why]}</>}
      </p>
      {office.pool && <Pool words={words} pool={office.pool} passedS={passedS} />}
    </li>
  );
}

function Pool({ words, pool, passedS }: { words: Words; pool: PoolState; passedS: number }): JSX.Element {
  const { numbers, free, held, resting, nextFreeInS } = pool;
  const text = fillPlaceholders(words.pool, { FREE: free, HELD: held, RESTING: resting, NUMBERS: numbers });
  const nextS = nextFreeInS ? Math.max(0, Math.round(nextFreeInS - passedS)) : null;
  return (
    <p class="muted number">
      {text}
      {free === 0 && nextS !== null && <>, {fillPlaceholders(words.nextFree, { SECONDS: nextS })}</>}
    </p>
  );
}

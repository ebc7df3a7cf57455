import { useState } from 'preact/hooks';
import { createEntity } from '../../admin-client.ts';
import { LabelledInput } from '../labelled-input.tsx';
import { tellFailure } from '../tell-failure.ts';
import type { Asker } from '../use-items.ts';

/** For a region that is not in the list: the manager is asked (S2-10). */
export function AskForRegion({ session, onUnauthorized, region: looked }: Asker & { region: string }) {
  const [region, setRegion] = useState('');
  const [count, setCount] = useState('1');
  const [comment, setComment] = useState('');
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState('');
  const ask = async (event: Event) => {
    event.preventDefault();
    const wanted = region.trim() || looked.trim();
    if (wanted === '') return setFault('Say which region.');
    const input = { region: wanted, count: Number(count), comment };
    const answer = await createEntity(session, 'numbers/requests', input);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setFault(answer.kind === 'ok' ? '' : tellFailure(answer));
    if (answer.kind === 'ok') setSaid(`Asked for ${wanted}. A manager will come back to you.`);
  };
  if (said) {
    return (
      <p class="notice notice-good" role="status">
        {said}
      </p>
    );
  }
  return (
    <details class="ask-region">
      <summary>The region is not in the list</summary>
      <form class="dialog-form" onSubmit={(event) => void ask(event)}>
        <div class="fields-pair">
          <LabelledInput
            label="Region wanted"
            value={region}
            placeholder={looked}
            fault={fault}
            onChange={setRegion}
          />
          <LabelledInput label="How many" mode="numeric" value={count} maxLength={4} onChange={setCount} />
        </div>
        <LabelledInput label="Comment" value={comment} maxLength={1_000} onChange={setComment} />
        <div class="row">
          <button class="button" type="submit">
            Ask the manager
          </button>
        </div>
      </form>
    </details>
  );
}

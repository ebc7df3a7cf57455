import { useState } from 'preact/hooks';
import type { BrowserSession } from '../../browser-session.ts';
import type { Ticked } from './rights-matrix.tsx';
import { useList } from './use-list.ts';

/** Kinds that people know by name. */
const KINDS = ['sites', 'offices', 'numbers', 'campaigns', 'widgets', 'integrations', 'schedules'];

interface Props {
  session: BrowserSession;
  ticked: Ticked;
  /** Ids by kind; none: all of the kind. */
  value: Ticked;
  onChange(value: Ticked): void;
}

/** Narrows what is ticked to single entities (S2-82). */
export function SingleItems({ session, ticked, value, onChange }: Props) {
  const kinds = KINDS.filter((kind) => (ticked[kind]?.length ?? 0) > 0);
  return (
    <>
      {kinds.map((kind) => (
        <OfKind
          key={kind}
          session={session}
          kind={kind}
          chosen={value[kind] ?? []}
          onChange={(ids) => onChange({ ...value, [kind]: ids })}
        />
      ))}
    </>
  );
}

interface OfKindProps {
  session: BrowserSession;
  kind: string;
  chosen: readonly string[];
  onChange(ids: string[]): void;
}

function OfKind(props: OfKindProps) {
  const { kind, chosen } = props;
  const [isOpen, setOpen] = useState(chosen.length > 0);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {kind}: {chosen.length === 0 ? 'all' : `${chosen.length} chosen`}
      </summary>
      {isOpen && <Choice {...props} />}
    </details>
  );
}

function Choice({ session, kind, chosen, onChange }: OfKindProps) {
  const { items } = useList<{ id: string; name?: string; e164?: string }>(session, kind);
  if (items?.length === 0) return <p class="muted small">There are none yet.</p>;
  return (
    <div class="choice">
      {items?.map(({ id, name, e164 }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          {name ?? e164 ?? id}
        </label>
      ))}
    </div>
  );
}

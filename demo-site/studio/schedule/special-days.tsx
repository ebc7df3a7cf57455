import { useRef, useState } from 'preact/hooks';
import type { ScheduleInput, SpecialDays } from '../../../shared/contract/admin/schedule.ts';
import { TextField } from '../field.tsx';
import type { TextLanguage } from '../text-languages.ts';
import { Calendar } from './calendar.tsx';
import { TIMES } from './week-grid.ts';

interface Props {
  groups: SpecialDays[];
  language: TextLanguage;
  onEdit(change: Pick<ScheduleInput, 'specialDays'>): void;
}

const WORKING_DAY = { from: '10:00', to: '16:00' };

/** Holidays and days with hours of their own, in groups (S1-35 to S1-38). */
export function SpecialDaysEditor({ groups, language, onEdit }: Props) {
  const [picked, setPicked] = useState<string[]>([]);
  const toggle = (date: string) =>
    setPicked(picked.includes(date) ? picked.filter((one) => one !== date) : [...picked, date].sort());
  const change = (index: number, part: Partial<SpecialDays>) =>
    onEdit({ specialDays: groups.map((group, i) => (i === index ? { ...group, ...part } : group)) });
  const add = () => {
    onEdit({ specialDays: [...groups, { name: '', dates: picked, hours: [], texts: {} }] });
    setPicked([]);
  };
  return (
    <section class="card section">
      <h2>Special days</h2>
      <p class="muted small">
        Pick days in the calendar, then make them a group: holidays, or days with hours of their own.
      </p>
      <Calendar groups={groups} picked={picked} onPick={toggle} />
      <div class="row">
        <button class="button" type="button" disabled={picked.length === 0} onClick={add}>
          + Add a group of holiday days
        </button>
        {picked.length > 0 && <span class="muted small tabular">{picked.join(', ')}</span>}
      </div>
      {groups.map((group, index) => (
        <Group
          key={group.dates[0] ?? index}
          group={group}
          path={`specialDays.${index}`}
          language={language}
          onChange={(part) => change(index, part)}
          onDelete={() => onEdit({ specialDays: groups.filter((_, i) => i !== index) })}
        />
      ))}
    </section>
  );
}

function Group(props: {
  group: SpecialDays;
  path: string;
  language: TextLanguage;
  onChange(part: Partial<SpecialDays>): void;
  onDelete(): void;
}) {
  const { group, path, language, onChange } = props;
  const [hours] = group.hours;
  const confirm = useRef<HTMLDialogElement>(null);
  const title = group.name || group.dates.join(', ');
  return (
    <article class="special" aria-label={title}>
      <div class="row section-head">
        <strong class="tabular">{group.dates.join(', ')}</strong>
        <button class="button button-small" type="button" onClick={() => confirm.current?.showModal()}>
          Delete <span class="visually-hidden">{title}</span>
        </button>
      </div>
      <div class="fields-grid">
        <TextField
          label="Name"
          path={`${path}.name`}
          value={group.name}
          maxLength={100}
          onChange={(name) => onChange({ name })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={hours !== undefined}
            onChange={(event) => onChange({ hours: event.currentTarget.checked ? [WORKING_DAY] : [] })}
          />
          A working day
        </label>
        {hours && (
          <span class="row">
            <TimeChoice
              label="From"
              value={hours.from}
              onChange={(from) => onChange({ hours: [{ ...hours, from }] })}
            />
            <TimeChoice
              label="To"
              value={hours.to}
              times={[...TIMES.slice(1), '24:00']}
              onChange={(to) => onChange({ hours: [{ ...hours, to }] })}
            />
          </span>
        )}
      </div>
      <TextField
        label="Text of these days"
        path={`${path}.texts.${language}`}
        value={group.texts[language] ?? ''}
        lang={language}
        maxLength={300}
        hint={hours ? 'In place of the day text.' : 'In place of the night text.'}
        onChange={(text) => {
          const { [language]: _, ...others } = group.texts;
          onChange({ texts: text === '' ? others : { ...others, [language]: text } });
        }}
      />
      <dialog ref={confirm} class="card dialog" aria-label={`Delete ${title}`}>
        <p>Delete {title}? These days then go by the week again.</p>
        <div class="row">
          <button class="button button-accent" type="button" onClick={props.onDelete}>
            Delete
          </button>
          <button class="button" type="button" onClick={() => confirm.current?.close()}>
            Keep
          </button>
        </div>
      </dialog>
    </article>
  );
}

function TimeChoice(props: {
  label: string;
  value: string;
  times?: readonly string[];
  onChange(time: string): void;
}) {
  return (
    <label class="time-choice">
      {props.label}
      <select
        class="input"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {(props.times ?? TIMES).map((time) => (
          <option key={time} value={time}>
            {time}
          </option>
        ))}
      </select>
    </label>
  );
}

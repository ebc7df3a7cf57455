import { useEffect, useState } from 'preact/hooks';
import type { Schedule } from '../../../shared/contract/admin/schedule.ts';
import { LONG_INTERVAL_MIN } from '../../../shared/long-interval.ts';
import { getEntity, type Versioned } from '../../admin-client.ts';
import { ConflictDialog } from '../conflict/conflict-dialog.tsx';
import { FieldErrors, FieldScope, TextField } from '../field.tsx';
import { SaveLine } from '../save-line.tsx';
import type { TabProps } from '../tab-props.ts';
import { useSavedDraft } from '../use-saved-draft.ts';
import { type Remarked, Warnings } from '../warnings.tsx';
import { ConvenientTimes } from './convenient-times.tsx';
import { HoursGrid } from './hours-grid.tsx';
import { SpecialDaysEditor } from './special-days.tsx';

type Props = TabProps & { id: string };

/** One schedule: loads it with its version, and saves it by itself. Other widgets may go by it too. */
export function ScheduleEditor(props: Props) {
  const [start, setStart] = useState<Versioned<Remarked<Schedule>> | null>(null);
  const load = async () => {
    const answer = await getEntity<Remarked<Schedule>>(props.session, `schedules/${props.id}`);
    if (answer.kind === 'ok') setStart(answer.value);
    else if (answer.kind === 'unauthorized') props.onUnauthorized();
  };
  useEffect(() => void load(), [props.id]);
  return start && <LoadedSchedule key={start.etag} {...props} start={start} />;
}

function LoadedSchedule(props: Props & { start: Versioned<Remarked<Schedule>> }) {
  const { draft, state, merged, warnings, conflict, turn, edit, compare, settle } = useSavedDraft<Schedule>({
    ...props,
    path: `schedules/${props.id}`,
  });
  const clear = () => edit({ week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } });
  return (
    <FieldScope.Provider value="schedule.">
      <FieldErrors.Provider value={state.kind === 'refused' ? state.errors : []}>
        <section key={turn} class="card section">
          <div class="row section-head">
            <h2>Working hours</h2>
            <SaveLine state={state} merged={merged} onCompare={compare} />
          </div>
          <Warnings warnings={warnings} />
          <div class="fields-grid">
            <TextField
              label="Name of the schedule"
              path="name"
              value={draft.name}
              maxLength={100}
              onChange={(name) => edit({ name })}
            />
            <TimeZoneField value={draft.timeZone} onChange={(timeZone) => edit({ timeZone })} />
          </div>
          <HoursGrid draft={draft} onEdit={edit} />
          <div class="row">
            <button class="button button-small" type="button" onClick={clear}>
              Clear
            </button>
          </div>
          <ConvenientTimes convenient={draft.convenient} onEdit={edit} />
        </section>
        <NightSection draft={draft} onEdit={edit} />
        <SpecialDaysEditor groups={draft.specialDays} language={props.language} onEdit={edit} />
        {conflict && <ConflictDialog conflict={conflict} nameOf={() => undefined} onSettle={settle} />}
      </FieldErrors.Provider>
    </FieldScope.Provider>
  );
}

function TimeZoneField({ value, onChange }: { value: string; onChange(zone: string): void }) {
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <label class="field">
      <span>Time zone</span>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {(zones.includes(value) ? zones : [value, ...zones]).map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </label>
  );
}

function NightSection({ draft, onEdit }: { draft: Schedule; onEdit(change: Partial<Schedule>): void }) {
  const isLong = draft.intervalMin > LONG_INTERVAL_MIN;
  return (
    <section class="card section">
      <h2>Outside these hours</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.nightMode}
          onChange={(event) => onEdit({ nightMode: event.currentTarget.checked })}
        />
        Night mode: show the night text and take orders for later
      </label>
      {!draft.nightMode && (
        <p class="muted small">Outside working hours visitors do not see the tools at all.</p>
      )}
      <label class="field">
        <span>
          Between calls planned for the same time: <strong class="tabular">{draft.intervalMin} min</strong>
        </span>
        <input
          type="range"
          min={1}
          max={30}
          value={draft.intervalMin}
          onInput={(event) => onEdit({ intervalMin: Number(event.currentTarget.value) })}
        />
      </label>
      {isLong && (
        <p class="notice">More than 10 minutes keep the last of a night’s visitors waiting too long.</p>
      )}
    </section>
  );
}

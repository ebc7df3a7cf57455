import { useEffect, useState } from 'preact/hooks';
import type { Schedule, ScheduleInput } from '../../../shared/contract/admin/schedule.ts';
import { createEntity, listAll } from '../../admin-client.ts';
import type { TabProps } from '../tab-props.ts';
import type { Remarked } from '../warnings.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';

/** Which schedule the calls of the widget go by, and that schedule itself (S1-23 to S1-38). */
export function ScheduleTab(props: TabProps) {
  const { draft, session, onEdit, onUnauthorized } = props;
  const [schedules, setSchedules] = useState<Remarked<Schedule>[] | null>(null);
  const [problem, setProblem] = useState('');
  const load = async () => {
    const answer = await listAll<Remarked<Schedule>>(session, 'schedules');
    if (answer.kind === 'ok') return setSchedules(answer.value);
    if (answer.kind === 'unauthorized') return onUnauthorized();
    setProblem(answer.kind === 'refused' ? answer.message : 'The server cannot be reached just now.');
  };
  useEffect(() => void load(), [session]);

  const make = async () => {
    const answer = await createEntity<Remarked<Schedule>>(session, 'schedules', newSchedule(draft.name));
    if (answer.kind === 'unauthorized') return onUnauthorized();
    if (answer.kind !== 'ok')
      return setProblem(answer.kind === 'refused' ? answer.message : 'Not saved: no connection.');
    setSchedules([...(schedules ?? []), answer.value.entity]);
    onEdit({ schedule: answer.value.entity.id });
  };
  const current = schedules?.find(({ id }) => id === draft.schedule);
  return (
    <>
      <section class="card section">
        <h2>Schedule</h2>
        {problem && (
          <p class="notice notice-bad" role="alert">
            {problem}
          </p>
        )}
        <div class="row">
          <label class="field">
            <span>Calls come</span>
            <select
              class="input"
              value={draft.schedule ?? ''}
              onChange={(event) => onEdit({ schedule: event.currentTarget.value || null })}
            >
              <option value="">at any time</option>
              {schedules?.map(({ id, name }) => (
                <option key={id} value={id}>
                  by “{name}”
                </option>
              ))}
            </select>
          </label>
          <button class="button" type="button" disabled={!schedules} onClick={() => void make()}>
            New schedule
          </button>
        </div>
        {!schedules && !problem && <p class="muted">Loading…</p>}
      </section>
      {current && <ScheduleEditor key={current.id} {...props} id={current.id} />}
    </>
  );
}

function newSchedule(name: string): Partial<ScheduleInput> {
  const hours = [{ from: '09:00', to: '18:00' }];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    name: `${name}: hours`.slice(0, 100),
    timeZone,
    week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: [], sun: [] },
    convenient: {
      mon: '10:00',
      tue: '10:00',
      wed: '10:00',
      thu: '10:00',
      fri: '10:00',
      sat: null,
      sun: null,
    },
  };
}

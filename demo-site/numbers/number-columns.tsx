import type { PhoneNumber } from '../../shared/contract/admin/number.ts';
import { formatPhone } from '../format-phone.ts';
import { formatMoney } from './money.ts';
import type { Column } from './table/columns.ts';

interface Doing {
  nameOfCampaign(id: string): string;
  onEdit(number: PhoneNumber): void;
  onDelete(number: PhoneNumber): void;
}

const STATUSES = {
  active: { name: 'active', badge: 'badge-good' },
  not_connected: { name: 'not connected yet', badge: 'badge-warn' },
  disabled: { name: 'disabled', badge: 'badge-bad' },
  moving: { name: 'moving', badge: 'badge-warn' },
} as const;
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The columns of S2-17. */
export function numberColumns({ nameOfCampaign, onEdit, onDelete }: Doing): Column<PhoneNumber>[] {
  const campaignOf = ({ campaign }: PhoneNumber) => (campaign === null ? null : nameOfCampaign(campaign));
  return [
    {
      id: 'status',
      name: 'Status',
      sortBy: ({ status }) => STATUSES[status].name,
      show: ({ status }) => <span class={`badge ${STATUSES[status].badge}`}>{STATUSES[status].name}</span>,
    },
    {
      id: 'number',
      name: 'Number',
      sortBy: ({ e164 }) => e164,
      show: ({ e164, shield }) => (
        <span class="number-name tabular">
          {formatPhone(e164)} {shield && <Shield />}
        </span>
      ),
    },
    {
      id: 'cost',
      name: 'Cost',
      isNumber: true,
      sortBy: ({ cost }) => cost,
      show: ({ cost }) => formatMoney(cost),
    },
    { id: 'campaign', name: 'Campaign', sortBy: campaignOf, show: (number) => campaignOf(number) ?? '—' },
    {
      id: 'operator',
      name: 'Operator',
      sortBy: ({ operator }) => operator,
      show: ({ operator }) => operator ?? '—',
    },
    { id: 'region', name: 'Region', sortBy: ({ region }) => region, show: ({ region }) => region ?? '—' },
    {
      id: 'lastIssueAt',
      name: 'Last issue',
      sortBy: ({ lastIssueAt }) => lastIssueAt,
      show: ({ lastIssueAt }) => showTime(lastIssueAt),
    },
    {
      id: 'issues',
      name: 'Issues',
      isNumber: true,
      sortBy: ({ issues }) => issues,
      show: ({ issues }) => issues,
    },
    {
      id: 'lastCallAt',
      name: 'Last call',
      sortBy: ({ lastCallAt }) => lastCallAt,
      show: ({ lastCallAt }) => showTime(lastCallAt),
    },
    { id: 'calls', name: 'Calls', isNumber: true, sortBy: ({ calls }) => calls, show: ({ calls }) => calls },
    {
      id: 'actions',
      name: 'Actions',
      show: (number) => (
        <RowActions
          name={formatPhone(number.e164)}
          onEdit={() => onEdit(number)}
          onDelete={() => onDelete(number)}
        />
      ),
    },
  ];
}

/** What can be done with one row; `name` says with which. */
export function RowActions(props: { name: string; onEdit(): void; onDelete(): void }) {
  return (
    <span class="row-actions">
      <button
        class="button button-small"
        type="button"
        aria-label={`Edit ${props.name}`}
        onClick={props.onEdit}
      >
        Edit
      </button>
      <button
        class="button button-small"
        type="button"
        aria-label={`Delete ${props.name}`}
        onClick={props.onDelete}
      >
        Delete
      </button>
    </span>
  );
}

/** A number that some campaign gives to everybody once its own are out. */
function Shield() {
  return (
    <span class="shield" title="The fallback of a campaign">
      <svg width="13" height="14" viewBox="0 0 13 14" fill="currentColor" aria-hidden="true">
        <path d="M6.5 0 13 2.2v4.3c0 3.6-2.6 6.3-6.5 7.5C2.6 12.8 0 10.1 0 6.5V2.2z" />
      </svg>
      <span class="visually-hidden">fallback</span>
    </span>
  );
}

function showTime(at: string | null) {
  return at === null ? '—' : <time dateTime={at}>{TIME.format(Date.parse(at))}</time>;
}

import type { Integration } from '../../../../shared/contract/admin/integration.ts';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import type { BrowserSession } from '../../../browser-session.ts';
import { widgetLink } from '../../route.ts';
import { tellTime } from '../../webhooks/describe-webhook.ts';
import { type Health, useHealth } from './use-health.ts';

interface Props {
  session: BrowserSession;
  integration: Integration;
  /** Those that call by it. */
  widgets: readonly Widget[];
}

/** Who calls by an integration, and how that went. */
export function HealthLine({ session, integration, widgets }: Props) {
  const health = useHealth(session, integration, widgets);
  if (!health) return null;
  const [word, mood] = stateOf(health);
  return (
    <div class="health">
      <p class="row">
        <span class={`badge ${mood}`}>{word}</span>
        {health.failed && (
          <span class="small">
            {tellTime(health.failed.at)}: {health.failed.why}
          </span>
        )}
      </p>
      <p class="muted small">
        {widgets.length === 0 && 'No widget calls by it yet. '}
        {widgets.length > 0 && 'Widgets that call by it: '}
        {widgets.map(({ id, name }, i) => (
          <>
            {i > 0 && ', '}
            <a href={widgetLink(id, 'scenario')}>{name}</a>
          </>
        ))}
        {widgets.length > 0 && '. '}
        {health.workedAt && `Telephones rang last ${tellTime(health.workedAt)}. `}
        {health.toldAt && `It told last of an inbound call ${tellTime(health.toldAt)}.`}
      </p>
    </div>
  );
}

function stateOf({ workedAt, failed, toldAt }: Health): readonly [word: string, mood: string] {
  if (failed && (workedAt === null || workedAt < failed.at))
    return ['The last call could not be made', 'badge-bad'];
  if (workedAt !== null || toldAt !== null) return ['Works', 'badge-good'];
  return ['No call yet', ''];
}

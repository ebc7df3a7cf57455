import { useEffect, useState } from 'preact/hooks';
import type { Widget } from '../../../../shared/contract/admin/widget.ts';
import { listAll } from '../../../admin-client.ts';
import { widgetLink } from '../../route.ts';
import type { IntegrationKind, KindPageProps } from '../integration-kind.ts';

/** Telephones on a page: needs nothing, and costs nothing. */
export const SIMULATOR: IntegrationKind = {
  slug: 'simulator',
  group: 'telephony',
  name: 'Simulated telephones',
  about:
    'Telephones on a page of this server. Every widget begins with them: try it all without a real call.',
  Page: SimulatorPage,
};

function SimulatorPage({ session, onUnauthorized }: KindPageProps) {
  const [widgets, setWidgets] = useState<Widget[] | null>(null);
  useEffect(() => {
    void listAll<Widget>(session, 'widgets').then((answer) => {
      if (answer.kind === 'unauthorized') onUnauthorized();
      if (answer.kind === 'ok') setWidgets(answer.value.filter(({ provider }) => provider === 'simulator'));
    });
  }, []);
  return (
    <div class="card section">
      <p>
        There is nothing to set up. What rings, rings on the telephones page, for the office and the visitor.
      </p>
      <p>
        {/* A window that this one opens shares its session storage, hence its token. */}
        <a class="button button-accent" href="/phones/" target="_blank" rel="noopener opener">
          Open the telephones
        </a>
      </p>
      {widgets && (
        <p class="muted small">
          {widgets.length === 0 ? 'No widget calls by them.' : 'Widgets that call by them: '}
          {widgets.map(({ id, name }, i) => (
            <>
              {i > 0 && ', '}
              <a href={widgetLink(id, 'scenario')}>{name}</a>
            </>
          ))}
        </p>
      )}
    </div>
  );
}

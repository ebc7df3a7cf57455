import { useEffect, useState } from 'preact/hooks';
import type { Account } from '../../shared/contract/admin/account.ts';
import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { getEntity, listAll } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { CampaignList } from './campaign-list.tsx';
import { hasKeptLooks } from './design/kept-looks.ts';
import { NewWidget } from './new-widget.tsx';
import { PageCheck } from './page-check.tsx';
import { widgetLink } from './route.ts';
import { SiteCode } from './site-code.tsx';
import { TryLinks } from './try-links.tsx';
import type { Remarked } from './warnings.tsx';
import { WidgetPicture } from './widget-picture.tsx';

interface Holdings {
  account: Account;
  sites: Site[];
  offices: Office[];
  widgets: Widget[];
  campaigns: Remarked<Campaign>[];
}

/** What the account has: widgets, sites with the code to paste, campaigns. */
export function StartPage(props: {
  session: BrowserSession;
  onSwitch(account: string): void;
  onUnauthorized(): void;
}) {
  const { holdings, problem, retry } = useHoldings(props.session, props.onUnauthorized);
  useEffect(() => {
    document.title = 'Studio · Ringlet';
  }, []);
  return (
    <>
      <div class="row section-head">
        <div>
          <h1>Studio</h1>
          <p class="muted">
            {holdings?.account.name ?? 'Account'} · <code>{props.session.account}</code>
          </p>
        </div>
        <TryLinks />
      </div>
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
          <button class="button button-small" type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {!holdings && !problem && <p class="muted">Loading…</p>}
      {holdings && (
        <div class="start">
          <section>
            <div class="row section-head">
              <h2>Widgets</h2>
              <NewWidget
                session={props.session}
                sites={holdings.sites}
                onSwitch={props.onSwitch}
                onUnauthorized={props.onUnauthorized}
              />
            </div>
            <WidgetCards {...holdings} />
          </section>
          <section>
            <h2>Code for your sites</h2>
            {holdings.sites.map((site) => (
              <div key={site.id} class="site-code">
                <SiteCode site={site} />
                <PageCheck site={site} session={props.session} onUnauthorized={props.onUnauthorized} />
              </div>
            ))}
            {holdings.sites.length === 0 && <Nothing what="site" />}
          </section>
          <section>
            <h2>Campaigns</h2>
            {holdings.campaigns.length > 0 ? <CampaignList {...holdings} /> : <Nothing what="campaign" />}
          </section>
        </div>
      )}
    </>
  );
}

function WidgetCards({ account, widgets, offices, sites }: Holdings) {
  if (widgets.length === 0) return <p class="card muted">No widget yet.</p>;
  return (
    <ul class="widget-cards">
      {widgets.map((widget) => (
        <li key={widget.id} class="card widget-card">
          <WidgetPicture
            widget={widget}
            offices={offices}
            country={account.country}
            company={account.name}
            lang={widget.language ?? Object.keys(widget.texts)[0] ?? navigator.language.slice(0, 2)}
          />
          <h3>
            <a href={widgetLink(widget.id)}>{widget.name}</a>
          </h3>
          <p class="muted small">
            {sites.find((site) => site.id === widget.site)?.name ?? 'Unknown site'} · {officeCount(widget)} ·{' '}
            <code>{widget.hash}</code>
            {hasKeptLooks(account.id, widget.id) && <span class="badge badge-warn">Looks not saved</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ what }: { what: string }) {
  return (
    <p class="card muted">
      No {what} yet. Make one through the <a href="/admin/docs/">API</a>.
    </p>
  );
}

function officeCount(widget: Widget): string {
  if (widget.offices.length === 0) return 'no office';
  return widget.offices.length === 1 ? '1 office' : `${widget.offices.length} offices`;
}

function useHoldings(session: BrowserSession, onUnauthorized: () => void) {
  const [holdings, setHoldings] = useState<Holdings | null>(null);
  const [problem, setProblem] = useState('');
  const load = async () => {
    setProblem('');
    const [account, sites, offices, widgets, campaigns] = await Promise.all([
      getEntity<Account>(session, ''),
      listAll<Site>(session, 'sites'),
      listAll<Office>(session, 'offices'),
      listAll<Widget>(session, 'widgets'),
      listAll<Remarked<Campaign>>(session, 'campaigns'),
    ]);
    const failure = [account, sites, offices, widgets, campaigns].find((answer) => answer.kind !== 'ok');
    if (
      account.kind === 'ok' &&
      sites.kind === 'ok' &&
      offices.kind === 'ok' &&
      widgets.kind === 'ok' &&
      campaigns.kind === 'ok'
    ) {
      return setHoldings({
        account: account.value.entity,
        sites: sites.value,
        offices: offices.value,
        widgets: widgets.value,
        campaigns: campaigns.value.toSorted((a, b) => a.position - b.position),
      });
    }
    if (failure?.kind === 'unauthorized') return onUnauthorized();
    setProblem(failure?.kind === 'refused' ? failure.message : 'The server cannot be reached just now.');
  };
  useEffect(() => void load(), [session]);
  return { holdings, problem, retry: () => void load() };
}

import { useEffect, useState } from 'preact/hooks';
import type { Account } from '../../shared/contract/admin/account.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { getEntity, listAll, type Versioned } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { ConflictDialog } from './conflict/conflict-dialog.tsx';
import type { TabName } from './route.ts';
import type { Stock } from './tab-props.ts';
import { useSavedDraft } from './use-saved-draft.ts';
import type { Remarked } from './warnings.tsx';
import { WidgetEditor } from './widget-editor.tsx';

interface Loaded extends Stock {
  start: Versioned<Remarked<Widget>>;
}

interface Props {
  session: BrowserSession;
  id: string;
  tab: TabName;
  onUnauthorized(): void;
}

/** One widget: loads it, and saves what is made of it. */
export function WidgetPage(props: Props) {
  const { session, id, onUnauthorized } = props;
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState('');
  const load = async () => {
    setProblem('');
    const [widget, offices, sites, account] = await Promise.all([
      getEntity<Remarked<Widget>>(session, `widgets/${id}`),
      listAll<Office>(session, 'offices'),
      listAll<Site>(session, 'sites'),
      getEntity<Account>(session, ''),
    ]);
    if (widget.kind === 'ok' && offices.kind === 'ok' && sites.kind === 'ok' && account.kind === 'ok') {
      const { country, name: company } = account.value.entity;
      return setLoaded({ start: widget.value, offices: offices.value, sites: sites.value, country, company });
    }
    const failure = [widget, offices, sites, account].find((answer) => answer.kind !== 'ok');
    if (failure?.kind === 'unauthorized') return onUnauthorized();
    setProblem(failure?.kind === 'refused' ? failure.message : 'The server cannot be reached just now.');
  };
  useEffect(() => void load(), [session, id]);

  if (problem) {
    return (
      <p class="notice notice-bad" role="alert">
        {problem} <a href="#/">Back to the start</a>
        <button class="button button-small" type="button" onClick={load}>
          Try again
        </button>
      </p>
    );
  }
  if (!loaded) return <p class="muted">Loading…</p>;
  // A new version means a new editor: its draft begins from what the server has.
  return (
    <LoadedWidget
      key={loaded.start.etag}
      {...props}
      {...loaded}
      onStock={(change) => setLoaded({ ...loaded, ...change })}
    />
  );
}

function LoadedWidget(props: Loaded & Props & { onStock(change: Partial<Stock>): void }) {
  const saved = useSavedDraft<Widget>({ ...props, path: `widgets/${props.id}` });
  const { draft, conflict } = saved;
  useEffect(() => {
    document.title = `${draft.name || 'Widget'} · Ringlet`;
  }, [draft.name]);
  const names = new Map([...props.offices, ...props.sites].map(({ id, name }) => [id, name]));
  return (
    <>
      <WidgetEditor key={saved.turn} {...props} {...saved} onEdit={saved.edit} onAside={saved.aside} />
      {conflict && (
        <ConflictDialog conflict={conflict} nameOf={(id) => names.get(id)} onSettle={saved.settle} />
      )}
    </>
  );
}

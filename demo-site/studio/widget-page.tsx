import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../shared/contract/admin/account.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { getEntity, listAll, patchEntity, type Versioned } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { type Autosave, createAutosave, type SaveState } from './autosave.ts';
import type { AsideWork } from './design/use-design.ts';
import type { TabName } from './route.ts';
import type { Stock } from './tab-props.ts';
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

/** One widget: loads it, keeps the draft, saves it. */
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
      onReload={load}
    />
  );
}

function LoadedWidget(props: Loaded & Props & { onStock(change: Partial<Stock>): void; onReload(): void }) {
  const [draft, setDraft] = useState<Widget>(props.start.entity);
  // What answers a question that was asked some time ago goes on from what there is by then.
  const latest = useRef(draft);
  const [warnings, setWarnings] = useState(props.start.entity.warnings);
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const autosave = useRef<Autosave<Widget> | null>(null);
  autosave.current ??= createAutosave(props.start, {
    async patch(change) {
      const answer = await patchEntity<Remarked<Widget>>(props.session, `widgets/${props.id}`, change);
      if (answer.kind === 'ok') setWarnings(answer.value.entity.warnings);
      return answer;
    },
    onState: setState,
    onUnauthorized: props.onUnauthorized,
    now: Date.now,
  });
  useLeaving(autosave.current);
  useEffect(() => {
    document.title = `${draft.name || 'Widget'} · Ringlet`;
  }, [draft.name]);
  const edit = (change: Partial<Widget>) => {
    const next = { ...latest.current, ...change };
    latest.current = next;
    setDraft(next);
    autosave.current?.edit(next);
  };
  const aside: AsideWork = async (work) => {
    await autosave.current?.aside(async () => {
      const news = await work();
      if (news) latest.current = { ...latest.current, ...news.entity };
      setDraft(latest.current);
      return news;
    });
  };
  return (
    <WidgetEditor {...props} draft={draft} state={state} warnings={warnings} onEdit={edit} onAside={aside} />
  );
}

/** Nothing is lost on the way out: what waits is sent, and a page with unsent changes asks before it closes. */
function useLeaving(autosave: Autosave<Widget>): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      autosave.flush();
      if (autosave.isDirty()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
      autosave.flush();
    };
  }, [autosave]);
}

import { useId, useState } from 'preact/hooks';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { PageCheck as Checked, DebugLink } from '../../shared/contract/admin/site-questions.ts';
import { askQuestion, type Failure } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { CheckResult } from './check-result.tsx';
import { likelyPage } from './likely-page.ts';

interface PageCheckProps {
  site: Site;
  session: BrowserSession;
  onUnauthorized(): void;
}

type State =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'checked'; check: Checked }
  | { kind: 'failed'; message: string };

/** Reads a page of the site and names what is wrong there, or opens it with the overlay. */
export function PageCheck({ site, session, onUnauthorized }: PageCheckProps) {
  const id = useId();
  const [url, setUrl] = useState(() => likelyPage(site));
  const [state, setState] = useState<State>({ kind: 'idle' });
  const fail = (failure: Failure) => {
    if (failure.kind === 'unauthorized') return onUnauthorized();
    setState({ kind: 'failed', message: messageOf(failure) });
  };

  async function check() {
    setState({ kind: 'asking' });
    const answer = await askQuestion<Checked>(session, `sites/${site.id}/check`, { url });
    if (answer.kind === 'ok') setState({ kind: 'checked', check: answer.value });
    else fail(answer);
  }

  async function openOverlay() {
    // Opened before the answer is there, or the browser would take it for an advert.
    const tab = window.open('', '_blank');
    const answer = await askQuestion<DebugLink>(session, `sites/${site.id}/debug-link`, { url });
    if (answer.kind !== 'ok') {
      tab?.close();
      return fail(answer);
    }
    if (!tab) return setState({ kind: 'failed', message: 'The browser did not let a window open.' });
    tab.opener = null;
    tab.location.replace(answer.value.url);
  }

  return (
    <form
      class="card page-check"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <label class="label" for={id}>
        Does it work on a page of {site.name}?
      </label>
      <div class="row">
        <input
          class="input"
          id={id}
          type="url"
          required
          inputMode="url"
          dir="ltr"
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <button class="button button-accent" type="submit" disabled={state.kind === 'asking'}>
          {state.kind === 'asking' ? 'Checking…' : 'Check my page'}
        </button>
        <button class="button" type="button" onClick={() => void openOverlay()}>
          Open with the overlay
        </button>
      </div>
      <div role="status">
        {state.kind === 'failed' && <p class="notice notice-bad">{state.message}</p>}
        {state.kind === 'checked' && <CheckResult check={state.check} />}
      </div>
    </form>
  );
}

function messageOf(failure: Exclude<Failure, { kind: 'unauthorized' }>): string {
  if (failure.kind !== 'refused') return 'The server cannot be reached just now.';
  const [first] = failure.errors;
  return first ? `The address ${first.message}.` : failure.message;
}

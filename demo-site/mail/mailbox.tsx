import { useState } from 'preact/hooks';
import type { DemoMail } from '../../shared/contract/demo-mailbox.ts';
import { useMailbox } from './read-mailbox.ts';

/** The mail that the demo sends: a list, and one mail with the two forms that a mail program may show. */
export function Mailbox() {
  const state = useMailbox();
  const [chosen, setChosen] = useState<string | null>(null);
  const mails = 'mails' in state ? state.mails : [];
  const open = mails.find(({ id }) => id === chosen) ?? mails[0];
  return (
    <>
      <div class="mail-head">
        <h1>Mail</h1>
        <p class="muted">
          What the demo business would get by mail. It stays on this machine and is forgotten when the server
          stops.
        </p>
      </div>
      {state.kind === 'lost' && (
        <p class="notice" role="status">
          The mailbox does not answer. It starts and stops with the server.
        </p>
      )}
      {state.kind === 'absent' && (
        <p class="notice">
          There is no mailbox here: this server sends real mail, or it was started without the demo business.
        </p>
      )}
      {state.kind === 'open' && mails.length === 0 && (
        <p class="card muted">
          No mail yet. Order a call in the shop and decline it on the telephones page: the office’s address is
          told.
        </p>
      )}
      {open && (
        <div class="mailbox">
          <ul class="mail-list" aria-label="Mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <button
                  class="mail-line"
                  type="button"
                  aria-current={mail === open ? 'true' : undefined}
                  onClick={() => setChosen(mail.id)}
                >
                  <span class="mail-subject">{mail.subject}</span>
                  <span class="muted small">
                    {mail.to} · <Time at={mail.at} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <OpenMail key={open.id} mail={open} />
        </div>
      )}
    </>
  );
}

function OpenMail({ mail }: { mail: DemoMail }) {
  const [form, setForm] = useState<'html' | 'text'>('html');
  return (
    <article class="card mail" aria-label={mail.subject}>
      <header>
        <h2>{mail.subject}</h2>
        <p class="muted small">
          From {mail.from} to {mail.to}, <Time at={mail.at} />
        </p>
        <fieldset class="row" aria-label="Form">
          {(['html', 'text'] as const).map((one) => (
            <button
              key={one}
              class="button button-small"
              type="button"
              aria-pressed={one === form}
              onClick={() => setForm(one)}
            >
              {one === 'html' ? 'Formatted' : 'Plain text'}
            </button>
          ))}
        </fieldset>
      </header>
      {form === 'html' ? (
        // No script, no form, no address of ours: what is in a mail is somebody else's.
        <iframe
          class="mail-body"
          title="The mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={mail.html}
        />
      ) : (
        <pre class="mail-body">{mail.text}</pre>
      )}
    </article>
  );
}

function Time({ at }: { at: string }) {
  const text = new Date(at).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (
    <time class="tabular" dateTime={at}>
      {text}
    </time>
  );
}

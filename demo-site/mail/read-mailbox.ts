import { useEffect, useState } from 'preact/hooks';
import { type DemoMail, type DemoMails, MAILBOX_FILE } from '../../shared/contract/demo-mailbox.ts';

export type MailboxState =
  | { kind: 'opening' }
  /** This server sends real mail, or none. */
  | { kind: 'absent' }
  /** The mailbox ended with the server's start that made it. */
  | { kind: 'lost'; mails: DemoMail[] }
  | { kind: 'open'; mails: DemoMail[] };

const POLL_MS = 2_000;

/** The mail of the demo, looked at every two seconds while the page is in view. */
export function useMailbox(): MailboxState {
  const [state, setState] = useState<MailboxState>({ kind: 'opening' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isGone = false;
    const look = async (): Promise<void> => {
      if (!document.hidden) {
        const mails = await readMails();
        if (isGone) return;
        setState((known) => {
          if (mails === 'absent') return { kind: 'absent' };
          if (mails !== null) return { kind: 'open', mails };
          return { kind: 'lost', mails: 'mails' in known ? known.mails : [] };
        });
      }
      timer = setTimeout(look, POLL_MS);
    };
    void look();
    return () => {
      isGone = true;
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return state;
}

/** Null if the mailbox does not answer. Where it is may change with every start of the server, so that is asked too. */
async function readMails(): Promise<DemoMail[] | 'absent' | null> {
  try {
    const place = await fetch(`/${MAILBOX_FILE}`, { cache: 'no-store' });
    if (place.status === 404) return 'absent';
    const { url } = (await place.json()) as { url: string };
    const answer = await fetch(url, { credentials: 'omit' });
    return answer.ok ? ((await answer.json()) as DemoMails).mails : null;
  } catch {
    return null; // server or mailbox is gone: the next look may find them
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { type DemoMail, type DemoMails, MAILBOX_FILE } from '../../shared/contract/demo-mailbox.ts';
import type { TestServer } from './server.ts';

const PATIENCE = 150;

/** The newest letter to somebody whose text has `part`; waits for it to arrive. */
export async function letterTo({ origin }: TestServer, to: string, part: string): Promise<DemoMail> {
  const { url } = (await (await fetch(`${origin}/${MAILBOX_FILE}`)).json()) as { url: string };
  for (let i = 0; i < PATIENCE; i++) {
    const { mails } = (await (await fetch(url, { headers: { origin } })).json()) as DemoMails;
    const letter = mails.find((mail) => mail.to === to && mail.text.includes(part));
    if (letter) return letter;
    await pause(200);
  }
  throw new Error(`no letter with ${part} came to ${to}`);
}

/** The address in such a letter that has `part`. */
export async function linkTo(server: TestServer, to: string, part: string): Promise<string> {
  const { text } = await letterTo(server, to, part);
  return text.match(/https?:\/\/\S+/g)?.find((link) => link.includes(part)) ?? '';
}

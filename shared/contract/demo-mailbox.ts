/** What the launcher's mailbox shows of the mail that a demo server sends; no real mail ever leaves. */
export interface DemoMail {
  id: string;
  /** When it arrived, ISO 8601. */
  at: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** The newest first. */
export interface DemoMails {
  mails: DemoMail[];
}

/** A file of the site that tells the mail page where the mailbox is: `{ "url": "…" }`. Absent where there is none. */
export const MAILBOX_FILE = 'mail/mailbox.json';

import { legName } from '../../adapters/telephony/leg-address.ts';
import type { DialCommand, LegRef, PromptCommand } from '../../domain/ports.ts';
import type { WidgetIntegration } from '../../domain/site-model.ts';

/** A telephone that a provider outside was told to ring. */
export interface DialledLeg {
  dial: DialCommand;
  /** By which it was dialled, and is spoken to until its end, whatever the widget has by then. */
  integration: WidgetIntegration;
  /**
   * `sending` from before the request until its answer, `unsure` if that never came, `unsent` if it turned out that
   * nothing was done.
   */
  status: 'sending' | 'unsure' | 'unsent' | 'known';
  /** The provider's own id of the call. */
  call: string | null;
  /** How often it was dialled. */
  tries: number;
  /** It was to be hung up while nobody knew its call. */
  unwanted: boolean;
  /** Of the last try, epoch ms. */
  sentAt: number;
  /** When the call last asked what to do, epoch ms; 0 if it never did. */
  askedAt: number;
  /** The question that it is being asked, if it is. */
  question: PromptCommand | null;
}

type Row = {
  dial: string;
  integration: string;
  status: DialledLeg['status'];
  call: string | null;
  tries: number;
  unwanted: number;
  sent_at: number;
  asked_at: number;
  question: string | null;
};

/** The SQL of the legs of one widget. Nothing here decides. */
export class LegStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(leg: LegRef): DialledLeg | null {
    return this.find(legName(leg));
  }

  /** By `legName`. */
  find(name: string): DialledLeg | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM legs WHERE leg = ?', name).toArray();
    if (!row) return null;
    const { dial, integration, unwanted, sent_at, asked_at, question, status, call, tries } = row;
    return {
      dial: JSON.parse(dial) as DialCommand,
      integration: JSON.parse(integration) as WidgetIntegration,
      status,
      call,
      tries,
      unwanted: unwanted === 1,
      sentAt: sent_at,
      askedAt: asked_at,
      question: question === null ? null : (JSON.parse(question) as PromptCommand),
    };
  }

  /** By which the attempt of this leg was dialled so far; null if no telephone of it was. */
  integrationOf({ callback, attempt }: LegRef): WidgetIntegration | null {
    const [row] = this.#sql
      .exec<{ integration: string }>(
        'SELECT integration FROM legs WHERE leg > ?1 AND leg < ?2 LIMIT 1',
        `${callback}:${attempt}:`,
        `${callback}:${attempt};`, // the character after the colon
      )
      .toArray();
    return row ? (JSON.parse(row.integration) as WidgetIntegration) : null;
  }

  write(leg: DialledLeg): void {
    this.#sql.exec(
      `INSERT INTO legs (leg, dial, integration, status, call, tries, unwanted, sent_at, asked_at,
         question)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
       ON CONFLICT (leg) DO UPDATE SET status = ?4, call = ?5, tries = ?6, unwanted = ?7, sent_at = ?8,
         asked_at = ?9, question = ?10`,
      legName(leg.dial.leg),
      JSON.stringify(leg.dial),
      JSON.stringify(leg.integration),
      leg.status,
      leg.call,
      leg.tries,
      leg.unwanted ? 1 : 0,
      leg.sentAt,
      leg.askedAt,
      leg.question === null ? null : JSON.stringify(leg.question),
    );
  }

  remove(leg: LegRef): void {
    this.#sql.exec('DELETE FROM legs WHERE leg = ?', legName(leg));
  }

  /** True if the call is known as that of some leg. */
  hasCall(call: string): boolean {
    return this.#sql.exec('SELECT 1 FROM legs WHERE call = ? LIMIT 1', call).toArray().length > 0;
  }

  /** Other legs to the same telephone, dialled within `withinMs` of this one, whose calls nobody knows yet. */
  listRivals({ dial, sentAt }: DialledLeg, withinMs: number): ('sending' | 'unsure')[] {
    return this.#sql
      .exec<{ status: 'sending' | 'unsure' }>(
        `SELECT status FROM legs WHERE sent_at BETWEEN ?1 AND ?2 AND leg <> ?3
           AND status IN ('sending', 'unsure') AND json_extract(dial, '$.to') = ?4`,
        sentAt - withinMs,
        sentAt + withinMs,
        legName(dial.leg),
        dial.to,
      )
      .toArray()
      .map(({ status }) => status);
  }

  /** `before` is epoch ms. */
  forget(before: number): void {
    this.#sql.exec('DELETE FROM legs WHERE sent_at < ?', before);
  }
}

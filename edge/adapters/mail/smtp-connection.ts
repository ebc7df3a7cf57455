/** What one line or several of the server said: `250-SIZE…`, `250 OK` are one reply. */
export interface SmtpReply {
  code: number;
  lines: string[];
}

/** The other side broke off, was silent for too long or does not speak SMTP. `message` has no secret in it. */
export class SmtpBroken extends Error {}

/** Longer than any server needs to look at a mail; RFC 5321 would have us wait for minutes. */
const REPLY_MS = 30_000;
const MAX_REPLY_BYTES = 64 * 1024;

/** One socket to a mail server: whole replies in, lines out, each with its time limit. */
export class SmtpConnection {
  readonly #timeoutMs: number;
  #socket: Socket;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #unread = '';

  constructor(socket: Socket, timeoutMs = REPLY_MS) {
    this.#timeoutMs = timeoutMs;
    this.#socket = socket;
    this.#reader = socket.readable.getReader();
    this.#writer = socket.writable.getWriter();
  }

  /** @throws SmtpBroken */
  async open(): Promise<void> {
    await this.#inTime(this.#socket.opened, 'cannot be reached');
  }

  /** Sends text as it is and answers the reply to it. @throws SmtpBroken */
  async send(text: string): Promise<SmtpReply> {
    await this.#inTime(this.#writer.write(new TextEncoder().encode(text)), 'does not read');
    return this.readReply();
  }

  /** @throws SmtpBroken */
  async readReply(): Promise<SmtpReply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#readLine();
      const [, code, mark, text] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? [];
      if (code === undefined) throw new SmtpBroken('does not speak SMTP');
      lines.push(text ?? '');
      if (mark !== '-') return { code: Number(code), lines };
      if (lines.length > 200) throw new SmtpBroken('does not come to an end');
    }
  }

  /** The rest of the talk is encrypted, with a certificate for `host` that is trusted. @throws SmtpBroken */
  async startTls(host: string): Promise<void> {
    // What came before the encryption may be anybody's, and must not be taken for the server's word.
    if (this.#unread !== '') throw new SmtpBroken('spoke out of turn before TLS');
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#socket = this.#socket.startTls({ expectedServerHostname: host });
    this.#reader = this.#socket.readable.getReader();
    this.#writer = this.#socket.writable.getWriter();
    await this.#inTime(this.#socket.opened, 'has no certificate that can be trusted');
  }

  /** Never throws, and waits for nobody. */
  close(): void {
    // A socket that is gone already cannot be closed, and that is what is wanted.
    this.#socket.close().catch(() => {});
  }

  async #readLine(): Promise<string> {
    for (;;) {
      const end = this.#unread.indexOf('\n');
      if (end >= 0) {
        const line = this.#unread.slice(0, end).replace(/\r$/, '');
        this.#unread = this.#unread.slice(end + 1);
        return line;
      }
      if (this.#unread.length > MAX_REPLY_BYTES) throw new SmtpBroken('does not come to an end');
      const { done, value } = await this.#inTime(this.#reader.read(), 'broke off');
      if (done) throw new SmtpBroken('broke off');
      this.#unread += new TextDecoder().decode(value);
    }
  }

  async #inTime<T>(work: Promise<T>, otherwise: string): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SmtpBroken('did not answer in time')), this.#timeoutMs);
    });
    try {
      return await Promise.race([work, limit]);
    } catch (error) {
      throw error instanceof SmtpBroken ? error : new SmtpBroken(otherwise);
    } finally {
      clearTimeout(timer);
    }
  }
}

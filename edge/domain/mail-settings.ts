/** The server that takes our mail, and whom mail comes from. */
export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte; else by STARTTLS, which must then be offered. */
  implicitTls: boolean;
  credentials: { user: string; password: string } | null;
  /** A server on this machine: nothing crosses a network, so TLS is not asked for. */
  isLocal: boolean;
  from: { name: string | null; address: string };
}

export type MailSettingsAnswer =
  | { kind: 'read'; settings: MailSettings | null }
  | { kind: 'unreadable'; variable: string; why: string };

const FROM = /^(?:([^<>"\r\n]{1,100}?)\s*<([^<>\s]+@[^<>\s]+)>|([^<>\s]+@[^<>\s]+))$/;
/** Scheme, user, password, host, port; what is special in a user or a password stands as %40 and so on. */
const SERVER = /^(smtps?):\/\/(?:([^\s:@/]+):([^\s:@/]*)@)?([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/?$/i;

/**
 * Reads the variables of mail; without a server there are no settings, and mail waits. A server of this machine counts
 * as local only if it is one of `localTargets`, `host:port`. Never says what a value was.
 */
export function readMailSettings(
  url: string | null | undefined,
  from: string | null | undefined,
  localTargets: readonly string[],
): MailSettingsAnswer {
  if (!url) return { kind: 'read', settings: null };
  const server = readServer(url);
  if (server === null) {
    return unreadable('RINGLET_SMTP_URL', 'it must be like smtps://user:password@mail.example:465');
  }
  const sender = FROM.exec(from ?? '');
  const address = sender?.[2] ?? sender?.[3];
  if (!address) {
    return unreadable('RINGLET_MAIL_FROM', 'it must be like calls@shop.example or Shop <calls@shop.example>');
  }
  const isLocal = localTargets.includes(`${server.host}:${server.port}`);
  const name = sender?.[1]?.trim() || null;
  return { kind: 'read', settings: { ...server, isLocal, from: { name, address } } };
}

function readServer(
  text: string,
): Pick<MailSettings, 'host' | 'port' | 'implicitTls' | 'credentials'> | null {
  const [, scheme, user, password, host, port] = SERVER.exec(text) ?? [];
  if (host === undefined) return null;
  const implicitTls = scheme === 'smtps';
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  if (!isPort) return null;
  try {
    return {
      host,
      port: port === undefined ? (implicitTls ? 465 : 587) : Number(port),
      implicitTls,
      credentials: user
        ? { user: decodeURIComponent(user), password: decodeURIComponent(password ?? '') }
        : null,
    };
  } catch {
    return null; // a broken escape sequence
  }
}

function unreadable(variable: string, why: string): MailSettingsAnswer {
  return { kind: 'unreadable', variable, why };
}

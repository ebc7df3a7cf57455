/** The parts of an address; a `URL` has them all. */
export interface UrlParts {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly username: string;
  readonly password: string;
}

/** The parts of an absolute address, or null if it is none. */
export function parseUrl(text: string): UrlParts | null {
  try {
    return new URL(text);
  } catch {
    return null; // a TypeError: it is no absolute address
  }
}

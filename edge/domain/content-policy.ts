/**
 * What a Content-Security-Policy says of one address, as far as Ringlet has to know it: sources, nonces and
 * `strict-dynamic` of CSP Level 3. Hashes cannot be told from outside and count as refusal.
 */
import { parseUrl, type UrlParts } from '../../shared/parse-url.ts';

/** One script or request of a page that lies under policies. */
export interface PolicyQuestion {
  /** `script-src` for the tag, `connect-src` for what it asks. */
  directive: 'script-src' | 'connect-src';
  /** Absolute. */
  url: string;
  /** Origin of the page, for `'self'`. */
  self: string;
  /** Of the script element. */
  nonce?: string | null;
}

const FALLBACKS: Record<PolicyQuestion['directive'], readonly string[]> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
};

/**
 * The directive that refuses, as the page wrote it, or null if every policy allows it. `policies` are header values and
 * `meta` contents; a header may carry several, joined by commas.
 */
export function findRefusal(policies: readonly string[], question: PolicyQuestion): string | null {
  for (const policy of policies.flatMap((text) => text.split(','))) {
    const directives = parsePolicy(policy);
    const name = FALLBACKS[question.directive].find((candidate) => directives.has(candidate));
    const sources = name === undefined ? undefined : directives.get(name);
    if (name !== undefined && sources && !allows(sources, question)) return name;
  }
  return null;
}

/** Directives in lower case with their sources; of one that stands twice the first counts. */
function parsePolicy(policy: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function allows(sources: readonly string[], question: PolicyQuestion): boolean {
  const { directive, nonce } = question;
  if (directive === 'script-src') {
    if (nonce && sources.includes(`'nonce-${nonce}'`)) return true;
    // Then only scripts that a trusted one made may run, whatever hosts are listed.
    if (sources.some((source) => /^'strict-dynamic'$/i.test(source))) return false;
  }
  return sources.some((source) => matchesSource(source, question));
}

function matchesSource(source: string, question: PolicyQuestion): boolean {
  const [url, self] = [parseUrl(question.url), parseUrl(question.self)];
  if (!url || !self) return false;
  if (source === '*') return /^(https?|wss?):$/.test(url.protocol);
  if (/^'self'$/i.test(source)) return url.origin === self.origin;
  const scheme = /^([a-z][a-z0-9+.-]*):$/i.exec(source)?.[1];
  if (scheme) return fitsScheme(`${scheme.toLowerCase()}:`, url.protocol);
  const host =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[^/:*']+|\[[^\]]*\])(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source);
  if (!host) return false;
  const [, ofScheme, name = '', port, path] = host;
  return (
    fitsScheme(ofScheme ? `${ofScheme.toLowerCase()}:` : self.protocol, url.protocol) &&
    fitsHost(name.toLowerCase(), url.hostname) &&
    fitsPort(port, url) &&
    fitsPath(path, url.pathname)
  );
}

/** A policy for http covers https, and none covers WebSockets but by their own name or `https:` (measured). */
function fitsScheme(wanted: string, own: string): boolean {
  if (wanted === own) return true;
  if (wanted === 'http:') return own === 'https:';
  return wanted === 'ws:' && own === 'wss:';
}

function fitsHost(wanted: string, own: string): boolean {
  if (wanted === '*') return true;
  return wanted.startsWith('*.') ? own.endsWith(wanted.slice(1)) : own === wanted;
}

function fitsPort(wanted: string | undefined, { port, protocol }: UrlParts): boolean {
  if (wanted === '*') return true;
  const preset = /^(https|wss):$/.test(protocol) ? '443' : '80';
  return (wanted ?? preset) === (port || preset);
}

/** A path that ends with a slash covers everything below it. */
function fitsPath(wanted: string | undefined, own: string): boolean {
  if (!wanted || wanted === '/') return true;
  return wanted.endsWith('/') ? own.startsWith(wanted) : own === wanted;
}

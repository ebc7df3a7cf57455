// The one global that every host of this code has and that ES2023 alone does not declare (WHATWG URL).
declare const URL: new (url: string, base?: string) => URL;
interface URL {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly username: string;
  readonly password: string;
  readonly searchParams: Iterable<[string, string]>;
}
declare const URLSearchParams: new (pairs: string[][]) => { toString(): string };

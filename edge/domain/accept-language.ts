/** The first tag of an `Accept-Language` header: `ru-RU` of `ru-RU,ru;q=0.9`. */
export function languageOf(acceptLanguage: string | undefined): string | null {
  const tag = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:[,;]|$)/i.exec(acceptLanguage ?? '')?.[1];
  return tag ?? null;
}

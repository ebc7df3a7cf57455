/**
 * A URL as people write it into rules: percent-encoded letters of any script are shown, what separates its parts
 * stays encoded. One that is damaged stays as it is.
 */
export function readableUrl(url: string): string {
  if (!url.includes('%')) return url;
  try {
    return decodeURI(url);
  } catch {
    return url; // a URIError: the sequence was cut or is of another encoding
  }
}

/** Names of the headers, lower case, that tell the parts of a visitor's place. */
export type GeoHeaders = Partial<Record<GeoField, string>>;

const GEO_FIELDS = ['country', 'region', 'city'] as const;
export type GeoField = (typeof GEO_FIELDS)[number];

/** Reads `country=x-geo-country,region=…,city=…`: any of the three, each once. */
export function parseGeoHeaders(text: string): GeoHeaders | 'unreadable' {
  const headers: GeoHeaders = {};
  for (const pair of text.split(',')) {
    const [, name, header] = /^\s*([a-z]+)\s*=\s*([\w-]+)\s*$/i.exec(pair) ?? [];
    const field = GEO_FIELDS.find((known) => known === name);
    if (!field || !header || headers[field] !== undefined) return 'unreadable';
    headers[field] = header.toLowerCase();
  }
  return headers;
}

/** What stood for something in the account that was exported, and what stands for it in the new one. */
export type ReferenceMap = ReadonlyMap<string, string>;

/** An id, wherever it stands; texts that only look like one are in no map and stay. */
const ID = /^(site|off|num|cmp|wdg|sty|sch|int|rol|upl)_[0-9a-z]{16}$/;
/** An uploaded file stands in texts by its address. */
const UPLOAD = /\/u\/([0-9a-z]{27})/g;

/**
 * A body with the new ids in the place of the old ones. What refers to something that was not brought in is null where it
 * stands alone, and left out of a list; `lost` says which.
 */
export function mapReferences(body: unknown, known: ReferenceMap): { body: unknown; lost: string[] } {
  const lost = new Set<string>();
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return mapText(value);
    if (Array.isArray(value)) return value.map(map).filter((one, i) => one !== null || value[i] === null);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner)]));
  };
  const mapText = (text: string): string | null => {
    const other = known.get(text);
    if (other !== undefined) return other;
    if (ID.test(text)) {
      lost.add(text);
      return null;
    }
    return text.replace(UPLOAD, (whole, key: string) => {
      const next = known.get(key);
      return next === undefined ? whole : `/u/${next}`;
    });
  };
  return { body: map(body), lost: [...lost] };
}

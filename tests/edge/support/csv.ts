/** Rows of RFC 4180 by their column names; the byte order mark is taken off. */
export function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const body = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < body.length; i++) {
    const char = body.charAt(i);
    if (isQuoted && char === '"' && body[i + 1] === '"') cell += body.charAt(++i);
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted || (char !== ',' && char !== '\r' && char !== '\n')) cell += char;
    else if (char !== '\r') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (char === '\n') rows.push([]);
    }
  }
  const [names = [], ...lines] = rows.slice(0, -1);
  return lines.map((line) => Object.fromEntries(line.map((value, i) => [names[i] ?? '', value])));
}

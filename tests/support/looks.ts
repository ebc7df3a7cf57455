import { deflateSync, inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/**
 * A picture in squares of 8 by 8 pixels: of each the mean colour, and whether it has but one. Squares of one colour are
 * compared closely, all others, which are edges and letters, with a tolerance for what another machine makes of a letter.
 */
export interface Look {
  columns: number;
  rows: number;
  /** Red, green, blue and plainness (0 or 255) of every square, row by row. */
  squares: Uint8Array;
}

const SIDE = 8;
/** Of a colour, 0 to 255: for squares of one colour, and for all others. */
const TOLERANCE = { plain: 5, mixed: 24 };
/** So many squares of a picture may be something else: a letter at the end of its tolerance. */
const STRAY = 3;

/** Reads a picture by the browser of `page`, whose content does not matter. */
export async function readLook(page: Page, png: Buffer): Promise<Look> {
  const { columns, rows, squares } = await page.evaluate(
    async ([source, side]) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${source}`;
      await picture.decode();
      const { width, height } = picture;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const [across, down] = [Math.floor(width / side), Math.floor(height / side)];
      const found: number[] = [];
      for (let square = 0; square < across * down; square++) {
        const [left, top] = [(square % across) * side, Math.floor(square / across) * side];
        const channels = [0, 1, 2].map((channel) =>
          Array.from({ length: side * side }, (_, pixel) => {
            const at = (top + Math.floor(pixel / side)) * width + left + (pixel % side);
            return data[at * 4 + channel] ?? 0;
          }),
        );
        const means = channels.map((values) =>
          Math.round(values.reduce((sum, one) => sum + one) / values.length),
        );
        const isPlain = channels.every((values) => Math.max(...values) - Math.min(...values) < 3);
        // In steps of four, which pack better.
        found.push(...means.map((mean) => mean & ~3), isPlain ? 255 : 0);
      }
      return { columns: across, rows: down, squares: found };
    },
    [png.toString('base64'), SIDE] as const,
  );
  return { columns, rows, squares: Uint8Array.from(squares) };
}

/** As it is kept: `55x92 ` and the squares, packed. */
export function packLook({ columns, rows, squares }: Look): string {
  return `${columns}x${rows} ${deflateSync(squares, { level: 9 }).toString('base64')}`;
}

export function unpackLook(packed: string): Look {
  const [size = '', body = ''] = packed.split(' ');
  const [columns = 0, rows = 0] = size.split('x').map(Number);
  return { columns, rows, squares: new Uint8Array(inflateSync(Buffer.from(body, 'base64'))) };
}

/** What differs, in words; null if the two are one look. */
export function compareLooks(kept: Look, seen: Look): string | null {
  if (kept.columns !== seen.columns || kept.rows !== seen.rows)
    return `is ${seen.columns} by ${seen.rows} squares, not ${kept.columns} by ${kept.rows}`;
  const differing: string[] = [];
  for (let square = 0; square < kept.columns * kept.rows; square++) {
    const [one, other] = [kept, seen].map(({ squares }) => [...squares.subarray(square * 4, square * 4 + 4)]);
    const isPlain = one?.[3] === 255 && other?.[3] === 255;
    const most = isPlain ? TOLERANCE.plain : TOLERANCE.mixed;
    if ([0, 1, 2].every((channel) => Math.abs((one?.[channel] ?? 0) - (other?.[channel] ?? 0)) <= most))
      continue;
    const place = `${(square % kept.columns) * SIDE},${Math.floor(square / kept.columns) * SIDE}`;
    differing.push(`${place} rgb(${one?.slice(0, 3)}) is rgb(${other?.slice(0, 3)})`);
  }
  if (differing.length <= STRAY) return null;
  return `differs in ${differing.length} squares: ${differing.slice(0, 5).join('; ')}`;
}

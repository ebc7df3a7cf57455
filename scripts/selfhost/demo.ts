import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renderShop } from '../render-shop.ts';
import { type DemoFacts, type SeedProgress, seedDemo } from '../seed.ts';
import { writePrivateJson } from './secrets.ts';

export interface DemoSeed {
  /** Where the server answers. */
  address: string;
  /** Where the outside world reaches it. */
  origin: string;
  operatorToken: string;
}

/** The facts of a finished seed, with the present origin; null if there was none yet. */
export function readDemo(file: string, origin: string): DemoFacts | null {
  if (!existsSync(file)) return null;
  const demo = JSON.parse(readFileSync(file, 'utf8')) as DemoFacts;
  if (demo.origin === origin) return demo;
  const moved = { ...demo, origin };
  writePrivateJson(file, moved);
  return moved;
}

/** Seeds the running server, or goes on with a seed that died half way, and leaves the facts in `file`. */
export async function finishDemo(file: string, seed: DemoSeed): Promise<DemoFacts> {
  const progressFile = `${file}.part`;
  const progress: SeedProgress = existsSync(progressFile)
    ? (JSON.parse(readFileSync(progressFile, 'utf8')) as SeedProgress)
    : { entities: {} };
  const demo = await seedDemo({ ...seed, progress, save: (step) => writePrivateJson(progressFile, step) });
  writePrivateJson(file, demo);
  rmSync(progressFile, { force: true });
  return demo;
}

/** Puts the shop with the demo's tag into a site folder. */
export function placeShop(distDir: string, site: string, demo: DemoFacts): void {
  renderShop(join(distDir, 'demo/shop'), join(site, 'shop'), { siteKey: demo.siteKey, origin: demo.origin });
}

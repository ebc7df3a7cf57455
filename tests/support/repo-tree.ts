import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files of a repository; every path is relative to its root, with forward slashes. */
export interface RepoTree {
  /** True for a file and for a folder. */
  has(path: string): boolean;
  /** The file's text, or null if there is no such file. */
  text(path: string): string | null;
  /** Names of what a folder holds, sorted; empty if there is no such folder. */
  list(folder: string): string[];
}

/** This repository as it lies on the disk. */
export function openRepoTree(): RepoTree {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const isFile = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false;
  return {
    has: (path) => existsSync(join(root, path)),
    text: (path) => (isFile(path) ? readFileSync(join(root, path), 'utf8') : null),
    list: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : []),
  };
}

/** A repository made of the given texts by path, for tests of the checkers themselves. */
export function repoTreeOf(files: Readonly<Record<string, string>>): RepoTree {
  const paths = Object.keys(files).sort();
  return {
    has: (path) => paths.some((file) => file === path || file.startsWith(`${path}/`)),
    text: (path) => files[path] ?? null,
    list: (folder) =>
      [...new Set(paths.filter((file) => file.startsWith(`${folder}/`)))].map(
        (file) => file.slice(folder.length + 1).split('/')[0] ?? '',
      ),
  };
}

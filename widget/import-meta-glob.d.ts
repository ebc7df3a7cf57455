/** What the build makes of `import.meta.glob`: a function for each file that fetches the part of it named `import`. */
interface ImportMeta {
  glob<Part>(
    pattern: string,
    options: { import: string; query: string },
  ): Record<string, () => Promise<Part>>;
}

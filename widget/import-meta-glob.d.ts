/** What the build makes of `import.meta.glob`: a function for each file that fetches it. */
interface ImportMeta {
  glob<Module>(pattern: string, options: { import: 'default' }): Record<string, () => Promise<Module>>;
}

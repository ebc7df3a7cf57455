import type { DemoFacts } from './seed.ts';

/** What a started server says: its pages, ready to be clicked. `demo` is null for an empty server. */
export function whereToLook(
  origin: string,
  { demo, dataDir, hasMailbox }: { demo: DemoFacts | null; dataDir: string; hasMailbox: boolean },
): string {
  const pages: [string, string][] = demo
    ? [
        ['Shop', `${origin}/shop/?utm_source=yandex&utm_medium=cpc`],
        ['Telephones', `${origin}/phones/#${demo.adminToken}`],
        ...(hasMailbox ? ([['Mail', `${origin}/mail/`]] as [string, string][]) : []),
        ['Studio', `${origin}/studio/#${demo.adminToken}`],
      ]
    : [];
  const lines = [...pages, ['API reference', `${origin}/admin/docs/`], ['Data', dataDir]] as const;
  const list = lines.map(([name, where]) => `  ${name.padEnd(14)} ${where}`).join('\n');
  return `\nRinglet is running.\n\n${list}\n\nCtrl-C stops it.\n`;
}

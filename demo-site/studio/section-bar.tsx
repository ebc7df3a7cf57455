import { SECTIONS, type SectionName } from './route.ts';

/** The pages of an account: its widgets, and what they are connected with. */
export function SectionBar({ current }: { current: SectionName }) {
  return (
    <nav class="tab-bar" aria-label="Pages of the account">
      {(Object.keys(SECTIONS) as SectionName[]).map((section) => (
        <a
          key={section}
          href={SECTIONS[section].href}
          aria-current={section === current ? 'page' : undefined}
        >
          {SECTIONS[section].name}
        </a>
      ))}
    </nav>
  );
}

import type { JSX } from 'preact';
import { ICON_PATHS, type IconName } from './icon-paths.ts';

/** A picture beside words that say the same. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }): JSX.Element {
  const isSolid = name === 'phone';
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={ICON_PATHS[name]}
        fill={isSolid ? 'currentColor' : 'none'}
        stroke={isSolid ? 'none' : 'currentColor'}
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

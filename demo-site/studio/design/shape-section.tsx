import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import { SelectField } from '../field.tsx';
import { BoundedNumber } from './bounded-number.tsx';
import type { Design } from './use-design.ts';

const FONTS = { system: 'Of the device', serif: 'Serif', rounded: 'Rounded', page: 'Of the page' } as const;
const SIZES = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
const SHADOWS = { none: 'None', soft: 'Soft', strong: 'Strong' } as const;
const ENTRIES = { none: 'At once', fade: 'Fades in', slide: 'Slides in', zoom: 'Grows' } as const;
const SIDES = { left: 'Left', right: 'Right' } as const;
const RADII = {
  buttonPx: 'Radius of the button',
  windowPx: 'Radius of the window',
  inputPx: 'Radius of the field',
} as const satisfies Record<keyof WidgetStyle['radius'], string>;

/** Place, corners, type and motion (S1-78, S1-85, S1-86). */
export function ShapeSection({ design: { style, change } }: { design: Design }) {
  return (
    <section class="card section">
      <h2>Place and shape</h2>
      <div class="fields-grid">
        <SelectField
          label="Side"
          path="style.side"
          value={style.side}
          options={SIDES}
          onChange={(side) => change({ side }, 'side')}
        />
        <BoundedNumber
          label="Distance from the top"
          path="style.offsetPct"
          value={style.offsetPct}
          min={5}
          max={95}
          unit="%"
          hasSlider
          onChange={(offsetPct) => change({ offsetPct }, 'offset')}
        />
        {(Object.keys(RADII) as (keyof WidgetStyle['radius'])[]).map((part) => (
          <BoundedNumber
            key={part}
            label={RADII[part]}
            path={`style.radius.${part}`}
            value={style.radius[part]}
            min={0}
            max={32}
            unit="px"
            hasSlider
            onChange={(px) => change({ radius: { ...style.radius, [part]: px } }, `radius.${part}`)}
          />
        ))}
        <SelectField
          label="Font"
          path="style.font"
          value={style.font}
          options={FONTS}
          onChange={(font) => change({ font }, 'font')}
        />
        <SelectField
          label="Size"
          path="style.size"
          value={style.size}
          options={SIZES}
          onChange={(size) => change({ size }, 'size')}
        />
        <SelectField
          label="Shadow"
          path="style.shadow"
          value={style.shadow}
          options={SHADOWS}
          onChange={(shadow) => change({ shadow }, 'shadow')}
        />
        <SelectField
          label="How it comes"
          path="style.entry"
          value={style.entry}
          options={ENTRIES}
          hint="Never moves for visitors who asked for less motion."
          onChange={(entry) => change({ entry }, 'entry')}
        />
        <BoundedNumber
          label="Layer (z-index)"
          path="style.zIndex"
          value={style.zIndex}
          min={0}
          max={2_147_483_647}
          unit=""
          onChange={(zIndex) => change({ zIndex }, 'z')}
        />
      </div>
    </section>
  );
}

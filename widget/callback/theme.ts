import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { PublicStyle } from '../../shared/contract/site-snapshot.ts';
import { textOn } from '../../shared/contrast.ts';
import { canBeTranslucent, paintStyle, SURFACE_PARTS, TEXT_PARTS } from '../../shared/style-colours.ts';

/** What the sheet calls surfaces and texts with a colour of their own. */
const SURFACES = { activeWidget: 'active', activePlus: 'plus', mobile: 'mobile' } as const;
const TEXTS = { text: 'text', timer: 'timer', convenientTime: 'time', links: 'links' } as const;

const FONTS = {
  serif: 'Georgia,"Times New Roman",serif',
  rounded: 'ui-rounded,"SF Pro Rounded",Nunito,"Varela Round",system-ui,sans-serif',
} as const;
const SHADOWS = {
  none: '0 0 0 1px rgb(127 127 127/35%)',
  strong: '0 4px 12px rgb(16 24 40/24%),0 24px 72px rgb(16 24 40/40%)',
} as const;
const SIZES = { small: '.875', medium: '1', large: '1.125' } as const;

/** What a style takes from where the widget stands. */
export interface Surroundings {
  /** `font-family` of the page. */
  font: string;
  /** Where uploads are; null if they cannot be reached from here. */
  origin: string | null;
}

/** Custom properties of the sheet, by name, as an owner's style sets them. What is absent is the sheet's own. */
export function themeProperties(style: PublicStyle, around: Surroundings): Record<string, string> {
  const { radius, font, shadow, background, decoration } = style;
  const paint = paintStyle(style);
  const properties: Record<string, string> = {
    '--rl-accent': style.accent,
    '--rl-launcher': paint.orderButton,
    '--rl-on-launcher': textOn(paint.orderButton),
    '--rl-button': paint.widgetButton,
    '--rl-on-button': textOn(paint.widgetButton),
    '--rl-offset': `${style.offsetPct}%`,
    '--rl-radius-button': `${radius.buttonPx}px`,
    '--rl-radius-window': `${radius.windowPx}px`,
    '--rl-radius-input': `${radius.inputPx}px`,
    '--rl-size': SIZES[style.size],
    '--rl-z': `${style.zIndex}`,
  };
  const family = font === 'page' ? around.font : font === 'system' ? '' : FONTS[font];
  if (family) properties['--rl-font'] = family;
  if (shadow !== 'soft') properties['--rl-shadow'] = SHADOWS[shadow];
  if (decoration) properties['--rl-decoration'] = JSON.stringify(decoration);
  // The key is checked again: it becomes part of a rule.
  if (background && around.origin !== null && /^u[0-9a-z]{26}$/.test(background))
    properties['--rl-background'] = `url("${around.origin}/u/${background}")`;
  for (const part of TEXT_PARTS) {
    for (const scheme of ['light', 'dark'] as const) {
      const colour = paint.schemes[scheme][part];
      if (colour) properties[`--rl-${TEXTS[part]}-${scheme}`] = colour;
    }
  }
  for (const part of SURFACE_PARTS) {
    const own = paint.surfaces[part];
    if (!own) continue;
    const name = `--rl-${SURFACES[part]}`;
    const isSolid = !style.isTranslucent || !canBeTranslucent(own.surface);
    properties[`${name}-surface`] = own.surface;
    properties[`${name}-backdrop`] = own.surface + (isSolid ? '' : 'eb');
    properties[`${name}-danger`] = own.danger;
    for (const text of TEXT_PARTS) properties[`${name}-${TEXTS[text]}`] = own[text];
  }
  return properties;
}

/** Attributes by which the sheet knows which of its rules hold. */
export function themeData(style: WidgetStyle): Record<string, string> {
  const own = SURFACE_PARTS.filter((part) => style.colours[part]).map((part) => SURFACES[part]);
  return {
    side: style.side,
    anchor: style.offsetPct < 34 ? 'top' : style.offsetPct < 67 ? 'middle' : 'bottom',
    own: own.join(' '),
    entry: style.entry,
    ...(style.isTranslucent && { translucent: '' }),
    ...(style.background && { background: '' }),
  };
}

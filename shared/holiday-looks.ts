import type { HolidaySetName } from './contract/admin/holiday-style.ts';
import type { WidgetStyle } from './contract/admin/widget-style.ts';

/** What a widget wears on a holiday (S1-79); `edge/domain/holidays/holiday-sets.ts` knows the days. */
export interface HolidayLook {
  /** Of the launcher and the button; text on it is black or white, as reads better. */
  accent: string;
  /** An emoji on the launcher. */
  decoration: string;
}

export const HOLIDAY_LOOKS: Readonly<Record<HolidaySetName, HolidayLook>> = {
  new_year: { accent: '#b3202c', decoration: '🎄' },
  christmas: { accent: '#14693a', decoration: '🎁' },
  orthodox_christmas: { accent: '#1d4f91', decoration: '⭐' },
  valentines_day: { accent: '#c2185b', decoration: '💘' },
  defenders_day: { accent: '#4b5d1f', decoration: '🎖️' },
  womens_day: { accent: '#c23b78', decoration: '🌷' },
  easter: { accent: '#6b3fa0', decoration: '🐣' },
  orthodox_easter: { accent: '#a3501c', decoration: '🥚' },
  victory_day: { accent: '#a02016', decoration: '🎗️' },
  russia_day: { accent: '#0039a6', decoration: '🎉' },
  german_unity_day: { accent: '#8a1c1c', decoration: '🎉' },
  halloween: { accent: '#c75000', decoration: '🎃' },
  latvia_independence_day: { accent: '#9e3039', decoration: '🕯️' },
  black_friday: { accent: '#16181d', decoration: '🏷️' },
  uae_national_day: { accent: '#00732f', decoration: '🎉' },
};

/** The style with the colours of the holiday on launcher and button; everything else stays the owner's. */
export function dressStyle(style: WidgetStyle, { accent }: HolidayLook): WidgetStyle {
  return { ...style, accent, colours: { ...style.colours, orderButton: accent, widgetButton: accent } };
}

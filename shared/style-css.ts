import type { WidgetStyle } from './contract/admin/widget-style.ts';
import type { PublicStyle } from './contract/site-snapshot.ts';
import { textOn } from './contrast.ts';
import { UPLOADS_PATH } from './paths.ts';
import { canBeTranslucent, paintStyle, SHEET_COLOURS, SURFACE_PARTS, TEXT_PARTS } from './style-colours.ts';

/**
 * A style as the page gets it: what its scripts ask for, and everything else as rules that the widget puts after its own
 * sheet. So a widget in the looks that it comes with carries nothing, and no visitor's browser computes colours.
 */

/** Names of the sheet's custom properties. */
const TEXTS = { text: 'ink', timer: 'timer', convenientTime: 'time', links: 'links' } as const;
/** Cards with a colour of their own; on small screens there is but one. */
const SURFACES = {
  activeWidget: { screen: '', card: '.teaser' },
  activePlus: { screen: '', card: '.card.plus' },
  mobile: { screen: '@media(max-width:480px)', card: '.card.card.card' },
} as const;
const FONTS = {
  serif: 'Georgia,"Times New Roman",serif',
  rounded: 'ui-rounded,"SF Pro Rounded",Nunito,"Varela Round",system-ui,sans-serif',
} as const;
const SHADOWS = {
  none: '0 0 0 1px rgb(127 127 127/35%)',
  strong: '0 4px 12px rgb(16 24 40/24%),0 24px 72px rgb(16 24 40/40%)',
} as const;
const SIZES = { small: '.875', medium: '1', large: '1.125' } as const;
/** The opacity of a semi-transparent surface, in hexadecimal: 92 %. */
const VEIL = 'eb';
const ENTRIES = {
  none: ':is(.card,.teaser){animation:none}',
  fade: ':is(.card,.teaser){animation-name:fade}@keyframes fade{from{opacity:0}}',
  zoom: ':is(.card,.teaser){animation-name:zoom}@keyframes zoom{from{transform:scale(.9);opacity:0}}',
} as const;

/** `id` is that of the saved style; `decoration` is an emoji on the launcher, while there is a holiday. */
export function publicStyle(style: WidgetStyle, id: string | null, decoration = ''): PublicStyle {
  const { side, offsetPct, show, isSimpleAfterOrder } = style;
  return { id, side, offsetPct, show, isSimpleAfterOrder, css: composeStyleCss(style, decoration) };
}

/** Where a rule has the address of an upload, it begins with `/u/`: the widget knows on which origin that is. */
export function composeStyleCss(style: WidgetStyle, decoration = ''): string {
  const { schemes, surfaces } = paintStyle(style);
  const inScheme = (scheme: keyof typeof SHEET_COLOURS) => ({
    ...Object.fromEntries(TEXT_PARTS.map((part) => [TEXTS[part], schemes[scheme][part]])),
    ...(style.isTranslucent && { backdrop: SHEET_COLOURS[scheme].surface + VEIL }),
  });
  const cards = SURFACE_PARTS.flatMap((part) => {
    const own = surfaces[part];
    if (!own) return [];
    const veil = style.isTranslucent && canBeTranslucent(own.surface) ? VEIL : '';
    const rules = rulesOf(SURFACES[part].card, {
      surface: own.surface,
      backdrop: own.surface + veil,
      danger: own.danger,
      // Nothing is muted on a colour that was chosen to read just so.
      muted: own.text,
      line: own.text,
      hair: 'rgb(127 127 127/35%)',
      soft: 'transparent',
      ...Object.fromEntries(TEXT_PARTS.map((text) => [TEXTS[text], own[text]])),
    });
    const { screen } = SURFACES[part];
    return screen ? `${screen}{${rules}}` : rules;
  });
  const dark = rulesOf(':host', inScheme('dark'));
  return [
    rulesOf(':host', { ...tokensOf(style), ...inScheme('light') }),
    dark && `@media(prefers-color-scheme:dark){${dark}}`,
    ...cards,
    style.entry === 'slide' ? '' : ENTRIES[style.entry],
    style.background ? pictureOf(style.background) : '',
    decoration ? signOf(decoration) : '',
    // The page's own family, which the sheet does not take over by itself.
    style.font === 'page' ? ':host{font-family:inherit!important}' : '',
    // The owner's rules name parts as the documents do, and have no other dot before a letter.
    style.css.replaceAll('.rl-', '.'),
  ]
    .filter(Boolean)
    .join('\n');
}

/** What differs from the sheet. */
function tokensOf(style: WidgetStyle): Record<string, string | undefined> {
  const { accent, radius, font, shadow, colours } = style;
  const { orderButton, widgetButton } = paintStyle(style);
  const unless = <T>(value: T, preset: T, text: string) => (value === preset ? undefined : text);
  const fill = (name: string, colour: string, isOwn: boolean) =>
    isOwn ? { [`rl-${name}`]: colour, [`rl-on-${name}`]: textOn(colour) } : {};
  return {
    ...fill('accent', accent, accent !== '#1f5eff'),
    ...fill('launcher', orderButton, colours.orderButton !== null),
    ...fill('button', widgetButton, colours.widgetButton !== null),
    'rl-offset': unless(style.offsetPct, 88, `${style.offsetPct}%`),
    'rl-radius-button': unless(radius.buttonPx, 10, `${radius.buttonPx}px`),
    'rl-radius-window': unless(radius.windowPx, 0, `${radius.windowPx}px`),
    'rl-radius-input': unless(radius.inputPx, 3, `${radius.inputPx}px`),
    'rl-size': unless(style.size, 'medium', SIZES[style.size]),
    'rl-z': unless(style.zIndex, 2_147_483_000, `${style.zIndex}`),
    'rl-font': font === 'page' || font === 'system' ? undefined : FONTS[font],
    shadow: shadow === 'soft' ? undefined : SHADOWS[shadow],
  };
}

/** `important` in a shadow root goes before whatever the page says of its host. */
function rulesOf(selector: string, properties: Record<string, string | undefined>): string {
  const body = Object.entries(properties)
    .flatMap(([name, value]) => (value === undefined ? [] : `--${name}:${value}!important`))
    .join(';');
  return body && `${selector}{${body}}`;
}

/** On the launcher; to be seen and not to be heard, where a browser knows how to say so. */
function signOf(decoration: string): string {
  const sign = JSON.stringify(decoration);
  return `.launcher::after{content:${sign};content:${sign}/"";position:absolute;inset:-6px -4px auto auto;font-size:22px;line-height:1;pointer-events:none}`;
}

/** A band above the text, so that no text stands on it. The key is looked at again: it becomes part of a rule. */
function pictureOf(key: string): string {
  if (!/^u[0-9a-z]{26}$/.test(key)) return '';
  return `.card{padding-block-start:136px}.card::before{content:"";position:absolute;inset:0 0 auto;height:120px;background:url(${UPLOADS_PATH}/${key}) center/cover}`;
}

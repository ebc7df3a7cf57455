import type { StyleColour, WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import { type Correction, paintStyle, SHEET_COLOURS } from '../../../shared/style-colours.ts';
import { ColourRow } from './colour-row.tsx';
import type { Design } from './use-design.ts';

/** Parts with a colour of their own (S1-86), and what they have without one. */
const PARTS: Readonly<
  Record<StyleColour, { label: string; unset: string; preset(style: WidgetStyle): string }>
> = {
  orderButton: { label: 'Order button', unset: 'The accent', preset: ({ accent }) => accent },
  widgetButton: { label: 'Button on the widget', unset: 'The accent', preset: ({ accent }) => accent },
  activeWidget: { label: 'Active widget', unset: 'White, or dark', preset: surface },
  activePlus: { label: 'Active+', unset: 'White, or dark', preset: surface },
  mobile: { label: 'On mobile', unset: 'White, or dark', preset: surface },
  text: { label: 'Main text', unset: 'Almost black', preset: () => '#14181f' },
  timer: { label: 'Timer', unset: 'Grey', preset: () => '#5a6472' },
  convenientTime: { label: 'Convenient time', unset: 'Grey', preset: () => '#5a6472' },
  links: { label: 'Links', unset: 'As the text', preset: ({ colours }) => colours.text ?? '#14181f' },
};

/** The accent and the nine parts, with what is shown instead where a colour could not be read (S1-78). */
export function ColoursSection({ design }: { design: Design }) {
  const { style, change } = design;
  const { corrections } = paintStyle(style);
  return (
    <section class="card section">
      <h2>Colours</h2>
      <div class="colour-rows">
        <ColourRow
          label="Accent"
          path="style.accent"
          value={style.accent}
          preset={style.accent}
          corrections={[]}
          onChange={(accent) => change({ accent: accent ?? style.accent }, 'accent')}
        />
        {(Object.keys(PARTS) as StyleColour[]).map((part) => {
          const { label, unset, preset } = PARTS[part];
          return (
            <ColourRow
              key={part}
              label={label}
              path={`style.colours.${part}`}
              value={style.colours[part]}
              preset={preset(style)}
              unset={unset}
              corrections={corrections.filter((one) => one.part === part).map(tellCorrection)}
              onChange={(colour) =>
                change({ colours: { ...style.colours, [part]: colour } }, `colour.${part}`)
              }
            />
          );
        })}
      </div>
    </section>
  );
}

function tellCorrection({ asked, shown, background }: Correction): { text: string; shown: string | null } {
  return { text: `${asked} is hard to read on ${background}`, shown };
}

function surface(): string {
  return SHEET_COLOURS.light.surface;
}

import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import { paintStyle } from '../../../shared/style-colours.ts';
import { CheckField } from '../field.tsx';
import type { Design } from './use-design.ts';

type Show = keyof WidgetStyle['show'];

const SHOW: Readonly<Record<Show, { label: string; hint?: string }>> = {
  orderButton: {
    label: 'Order button',
    hint: 'Without it, links, buttons of the page and rules open the widget.',
  },
  activeWidget: { label: 'Active widget', hint: 'A small card stands open beside the button.' },
  activeAlways: {
    label: 'Active widget always',
    hint: 'Outside working hours too, then with the night text.',
  },
  timer: { label: 'Timer', hint: 'Counts down to the call.' },
  convenientTime: { label: 'Choice of a convenient time' },
};

/** What is shown at all (S1-84). */
export function ShownSection({ design: { style, change } }: { design: Design }) {
  const { show, isTranslucent, isSimpleAfterOrder } = style;
  const opaque = paintStyle(style).corrections.find(({ part }) => part === 'isTranslucent');
  return (
    <section class="card section">
      <h2>What is shown</h2>
      <div class="fields-grid">
        {(Object.keys(SHOW) as Show[]).map((part) => (
          <CheckField
            key={part}
            label={SHOW[part].label}
            hint={SHOW[part].hint}
            path={`style.show.${part}`}
            value={show[part]}
            onChange={(isOn) => change({ show: { ...show, [part]: isOn } }, `show.${part}.${isOn}`)}
          />
        ))}
        <CheckField
          label="Semi-transparent"
          path="style.isTranslucent"
          hint={
            opaque
              ? `Nothing would read on ${opaque.background} if the page showed through: it stays opaque.`
              : 'A little of the page shows through.'
          }
          value={isTranslucent}
          onChange={(isOn) => change({ isTranslucent: isOn }, `translucent.${isOn}`)}
        />
        <CheckField
          label="Simple after ordering"
          path="style.isSimpleAfterOrder"
          hint="Then it says how the call stands, and nothing else."
          value={isSimpleAfterOrder}
          onChange={(isOn) => change({ isSimpleAfterOrder: isOn }, `simple.${isOn}`)}
        />
      </div>
    </section>
  );
}

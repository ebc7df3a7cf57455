import type { HolidayStyles } from '../../shared/contract/admin/holiday-style.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { PublicStyle, PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { HoursMode } from '../../shared/contract/slots.ts';
import { dressStyle, HOLIDAY_LOOKS } from '../../shared/holiday-looks.ts';
import { publicStyle } from '../../shared/style-css.ts';
import type { PreviewReach, PreviewSettings } from './preview-protocol.ts';
import { samplePlans } from './sample-plans.ts';

interface PreviewFacts {
  /** With the looks that are to be seen. */
  widget: Widget;
  offices: readonly Office[];
  /** ISO 3166, of the account. */
  country: string;
  /** Whose name texts may say. */
  company: string;
  mode: HoursMode;
  reach: PreviewReach | null;
}

/** What a visitor's page would get of this widget, and a number that it takes. */
export function previewWidget(facts: PreviewFacts): Pick<PreviewSettings, 'widget' | 'phone'> {
  const { widget, offices, country, company, mode, reach } = facts;
  const { hash, behaviour, language, texts, tools } = widget;
  const attached = widget.offices.flatMap((id) => offices.filter((office) => office.id === id));
  const phones = samplePlans(behaviour.phoneCountries.length > 0 ? behaviour.phoneCountries : [country]);
  const shown: PublicWidget = {
    hash,
    company,
    phones,
    country,
    behaviour,
    language,
    texts,
    style: styleIn(showing(widget.style, reach), mode, widget.holidayStyles),
    tools,
    offices: attached.map(({ id, name }) => ({ id, name })),
  };
  const [plan] = phones;
  const national = '9161234567890'.slice(0, plan?.lengths.at(-1) ?? 10);
  return { widget: shown, phone: `+${plan?.code ?? '7'}${national}` };
}

/** On a holiday the widget wears the first set that it has, whatever the date is. */
function styleIn(style: WidgetStyle, mode: HoursMode, sets: HolidayStyles): PublicStyle {
  const [set] = mode === 'holiday' && sets !== 'off' ? sets : [];
  const look = set && HOLIDAY_LOOKS[set];
  return look ? publicStyle(dressStyle(style, look), null, look.decoration) : publicStyle(style, null);
}

/** A state that the style leaves out is shown all the same, to whoever asks to see it. */
function showing(style: WidgetStyle, reach: PreviewReach | null): WidgetStyle {
  const { show } = style;
  if (reach === null) return style;
  if (reach === 'active') return { ...style, show: { ...show, activeWidget: true, activeAlways: true } };
  const convenientTime = show.convenientTime || reach === 'times';
  const orderButton = show.orderButton || reach === 'launcher';
  return { ...style, show: { ...show, activeWidget: false, convenientTime, orderButton } };
}

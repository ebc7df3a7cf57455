import type { WidgetBehaviour } from '../../../shared/contract/admin/widget-behaviour.ts';
import { CheckField, NumberField, SelectField } from '../field.tsx';
import { OptionalNumber } from '../optional-number.tsx';
import type { TabProps } from '../tab-props.ts';
import { AudienceSection } from './audience-section.tsx';
import { CallTrackingSection } from './call-tracking-section.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { ToolsSection } from './tools-section.tsx';

/** When the widget is shown, to whom, and what else orders through it (S1-60 to S1-70). */
export function BehaviourTab(props: TabProps) {
  const { draft, onEdit } = props;
  const { behaviour } = draft;
  const change = (part: Partial<WidgetBehaviour>) => onEdit({ behaviour: { ...behaviour, ...part } });
  return (
    <>
      <section class="card section">
        <h2>Opening by itself</h2>
        <div class="fields-grid">
          <OptionalNumber
            label="After a while on the page"
            path="behaviour.openAfterS"
            value={behaviour.openAfterS}
            preset={60}
            min={0}
            max={3600}
            unit="seconds"
            onChange={(openAfterS) => change({ openAfterS })}
          />
          <OptionalNumber
            label="When so much was scrolled"
            path="behaviour.onScrollPct"
            value={behaviour.onScrollPct}
            preset={60}
            min={1}
            max={100}
            unit="% of the page"
            onChange={(onScrollPct) => change({ onScrollPct })}
          />
          <OptionalNumber
            label="When nothing was touched"
            path="behaviour.onIdleS"
            value={behaviour.onIdleS}
            preset={40}
            min={0}
            max={3600}
            unit="seconds"
            onChange={(onIdleS) => change({ onIdleS })}
          />
          <CheckField
            label="When the visitor is about to leave"
            path="behaviour.onExit"
            value={behaviour.onExit}
            onChange={(onExit) => change({ onExit })}
          />
        </div>
        <div class="fields-grid">
          <CheckField
            label="Active+: the larger card, sooner"
            path="behaviour.activePlus.on"
            value={behaviour.activePlus.on}
            onChange={(on) => change({ activePlus: { ...behaviour.activePlus, on } })}
          />
          {behaviour.activePlus.on && (
            <NumberField
              label="Active+ appears after"
              path="behaviour.activePlus.delayS"
              value={behaviour.activePlus.delayS}
              min={0}
              max={3600}
              unit="seconds"
              onChange={(delayS) => change({ activePlus: { ...behaviour.activePlus, delayS } })}
            />
          )}
        </div>
        <div class="fields-grid">
          <CheckField
            label="At most once a day"
            path="behaviour.onceADay"
            value={behaviour.onceADay}
            onChange={(onceADay) => change({ onceADay })}
          />
          {!behaviour.onceADay && (
            <NumberField
              label="Shows a day"
              path="behaviour.showsPerDay"
              value={behaviour.showsPerDay}
              min={1}
              max={100}
              unit="at most"
              onChange={(showsPerDay) => change({ showsPerDay })}
            />
          )}
          <NumberField
            label="Shows a visit"
            path="behaviour.showsPerSession"
            value={behaviour.showsPerSession}
            min={1}
            max={100}
            unit="at most"
            onChange={(showsPerSession) => change({ showsPerSession })}
          />
        </div>
      </section>
      <section class="card section">
        <h2>The order</h2>
        <div class="fields-grid">
          <NumberField
            label="Countdown after an order"
            path="behaviour.countdownS"
            value={behaviour.countdownS}
            min={5}
            max={600}
            unit="seconds"
            onChange={(countdownS) => change({ countdownS })}
          />
          <SelectField
            label="Choice of the office"
            path="behaviour.officeChoice"
            value={behaviour.officeChoice}
            options={{ hidden: 'Not shown', offered: 'Offered', forced: 'Has to be made' }}
            onChange={(officeChoice) => change({ officeChoice })}
          />
          <CheckField
            label="Ask for the name"
            path="behaviour.asksName"
            value={behaviour.asksName}
            onChange={(asksName) => change({ asksName })}
          />
          <CheckField
            label="Ask for a comment"
            path="behaviour.asksComment"
            value={behaviour.asksComment}
            onChange={(asksComment) => change({ asksComment })}
          />
        </div>
      </section>
      <AudienceSection behaviour={behaviour} onChange={change} />
      <section class="card section">
        <h2>Pages</h2>
        <RulesEditor path="behaviour.rules" rules={behaviour.rules} onChange={(rules) => change({ rules })} />
      </section>
      <ToolsSection tools={draft.tools} onChange={(tools) => onEdit({ tools })} />
      <CallTrackingSection {...props} />
    </>
  );
}

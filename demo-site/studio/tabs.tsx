import type { ComponentType } from 'preact';
import { BehaviourTab } from './behaviour/behaviour-tab.tsx';
import { DesignTab } from './design/design-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import { NumbersTab } from './numbers/numbers-tab.tsx';
import { OfficesTab } from './offices/offices-tab.tsx';
import type { TabName } from './route.ts';
import { ScenarioTab } from './scenario/scenario-tab.tsx';
import { ScheduleTab } from './schedule/schedule-tab.tsx';
import type { TabProps } from './tab-props.ts';
import { TextsTab } from './texts/texts-tab.tsx';
import { VoiceSection } from './voice-section.tsx';

/** What each tab shows. */
export const TAB_PANELS: Readonly<Record<TabName, ComponentType<TabProps>>> = {
  offices: OfficesTab,
  schedule: ScheduleTab,
  scenario: ScenarioTab,
  voice: ({ draft, onEdit }) => <VoiceSection draft={draft} onEdit={onEdit} />,
  behaviour: BehaviourTab,
  texts: TextsTab,
  looks: DesignTab,
  numbers: NumbersTab,
  general: GeneralTab,
};

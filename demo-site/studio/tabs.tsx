import type { ComponentType } from 'preact';
import { CallSection } from './call-section.tsx';
import { GeneralTab } from './general-tab.tsx';
import { LooksSection } from './looks-section.tsx';
import { OfficesSection } from './offices-section.tsx';
import type { TabName } from './route.ts';
import { ScheduleTab } from './schedule/schedule-tab.tsx';
import type { TabProps } from './tab-props.ts';
import { TextsSection } from './texts-section.tsx';
import { VoiceSection } from './voice-section.tsx';

/** What each tab shows. */
export const TAB_PANELS: Readonly<Record<TabName, ComponentType<TabProps>>> = {
  offices: ({ draft, offices, onEdit }) => (
    <OfficesSection attached={draft.offices} offices={offices} onChange={(ids) => onEdit({ offices: ids })} />
  ),
  schedule: ScheduleTab,
  scenario: ({ draft, onEdit }) => <CallSection draft={draft} onEdit={onEdit} />,
  voice: ({ draft, onEdit }) => <VoiceSection draft={draft} onEdit={onEdit} />,
  behaviour: ({ draft, onEdit }) => <CallSection draft={draft} onEdit={onEdit} />,
  texts: (props) => <TextsSection {...props} />,
  looks: ({ draft, onEdit }) => <LooksSection draft={draft} onEdit={onEdit} />,
  general: GeneralTab,
};

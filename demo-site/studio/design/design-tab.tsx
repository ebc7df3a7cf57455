import type { TabProps } from '../tab-props.ts';
import { BackgroundSection } from './background-section.tsx';
import { ColoursSection } from './colours-section.tsx';
import { CssSection } from './css-section.tsx';
import { DesignBar } from './design-bar.tsx';
import { HolidaySection } from './holiday-section.tsx';
import { SavedStyles } from './saved-styles.tsx';
import { ShapeSection } from './shape-section.tsx';
import { ShownSection } from './shown-section.tsx';

/** How the widget looks (S1-78 to S1-86): tried in the preview, and nobody else sees it until it is saved. */
export function DesignTab(props: TabProps) {
  const { design, session, onUnauthorized, draft, onEdit } = props;
  return (
    <>
      <DesignBar design={design} />
      <SavedStyles {...props} />
      <ColoursSection design={design} />
      <ShapeSection design={design} />
      <ShownSection design={design} />
      <BackgroundSection design={design} session={session} onUnauthorized={onUnauthorized} />
      <CssSection design={design} />
      <HolidaySection sets={draft.holidayStyles} onChange={(holidayStyles) => onEdit({ holidayStyles })} />
    </>
  );
}

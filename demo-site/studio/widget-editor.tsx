import { useState } from 'preact/hooks';
import type { Warning } from '../../shared/contract/admin/common.ts';
import type { SaveState } from './autosave.ts';
import { FieldErrors } from './field.tsx';
import { Preview } from './preview.tsx';
import type { TabName } from './route.ts';
import { TabBar } from './tab-bar.tsx';
import type { TabProps } from './tab-props.ts';
import { TAB_PANELS } from './tabs.tsx';
import type { TextLanguage } from './text-languages.ts';
import { WidgetHead } from './widget-head.tsx';

interface Props extends Omit<TabProps, 'language' | 'onLanguage'> {
  tab: TabName;
  state: SaveState;
  warnings: Warning[] | undefined;
  onReload(): void;
}

/** The settings of a widget, tab by tab, beside its live preview. */
export function WidgetEditor({ tab, state, warnings, onReload, ...props }: Props) {
  const { draft, offices, country } = props;
  const [language, setLanguage] = useState<TextLanguage>('ru');
  const Panel = TAB_PANELS[tab];
  const errors = state.kind === 'refused' ? state.errors : [];
  return (
    <FieldErrors.Provider value={errors}>
      <WidgetHead {...props} state={state} warnings={warnings} onReload={onReload} />
      <TabBar id={draft.id} current={tab} />
      <div class="editor">
        <div class="sections">
          <Panel {...props} language={language} onLanguage={setLanguage} />
        </div>
        <Preview
          draft={draft}
          offices={offices}
          country={country}
          language={language}
          onLanguage={setLanguage}
        />
      </div>
    </FieldErrors.Provider>
  );
}

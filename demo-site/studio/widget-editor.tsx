import { useState } from 'preact/hooks';
import type { Warning } from '../../shared/contract/admin/common.ts';
import type { SaveState } from './autosave.ts';
import { type AsideWork, useDesign } from './design/use-design.ts';
import { FieldErrors } from './field.tsx';
import { Preview } from './preview.tsx';
import type { TabName } from './route.ts';
import { SitePreview } from './site-preview.tsx';
import { TabBar } from './tab-bar.tsx';
import type { TabProps } from './tab-props.ts';
import { TAB_PANELS } from './tabs.tsx';
import type { TextLanguage } from './text-languages.ts';
import type { Merged } from './use-saved-draft.ts';
import { WidgetHead } from './widget-head.tsx';

interface Props extends Omit<TabProps, 'language' | 'onLanguage' | 'design'> {
  tab: TabName;
  state: SaveState;
  merged: Merged | null;
  warnings: Warning[] | undefined;
  /** Asks what somebody else has saved meanwhile. */
  compare(): void;
  /** For what makes the server change the widget by itself. */
  onAside: AsideWork;
}

/** The settings of a widget, tab by tab, beside its live preview. */
export function WidgetEditor({ tab, state, merged, warnings, compare, onAside, ...props }: Props) {
  const { draft, offices, sites, country, company } = props;
  const [language, setLanguage] = useState<TextLanguage>('ru');
  const design = useDesign({ ...props, widget: draft, onAside });
  const Panel = TAB_PANELS[tab];
  const seen = { ...draft, style: design.shown };
  const site = sites.find(({ id }) => id === draft.site);
  const errors = state.kind === 'refused' ? state.errors : [];
  return (
    <FieldErrors.Provider value={errors}>
      <WidgetHead {...props} state={state} merged={merged} warnings={warnings} onCompare={compare} />
      <TabBar id={draft.id} current={tab} />
      <div class={tab === 'numbers' ? 'editor editor-wide' : 'editor'}>
        <div class="sections">
          <Panel {...props} design={design} language={language} onLanguage={setLanguage} />
        </div>
        {tab !== 'numbers' && (
          <Preview
            draft={seen}
            offices={offices}
            country={country}
            company={company}
            language={language}
            onLanguage={setLanguage}
          >
            {site && <SitePreview {...props} site={site} draft={seen} />}
          </Preview>
        )}
      </div>
    </FieldErrors.Provider>
  );
}

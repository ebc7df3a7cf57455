import { useEffect, useRef, useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import { publicStyle } from '../../shared/style-css.ts';
import { findWidgetModule, renderPreviewPage } from './preview-page.ts';
import { PREVIEW_READY, type PreviewSettings } from './preview-protocol.ts';
import { STORIES, type StoryName, tellStory } from './preview-stories.ts';
import { samplePlans } from './sample-plans.ts';
import { Segments } from './segments.tsx';
import { TEXT_LANGUAGES, type TextLanguage } from './texts-section.tsx';

interface Props {
  draft: Widget;
  offices: Office[];
  country: string;
  language: TextLanguage;
  onLanguage(language: TextLanguage): void;
}

const SCREENS = { phone: 'Phone', computer: 'Computer' } as const;
const PAUSE_MS = 200;
const PATIENCE_MS = 8000;

/** The production widget with the draft's settings, in a frame of its own that can reach nothing. */
export function Preview({ draft, offices, country, language, onLanguage }: Props) {
  const [story, setStory] = useState<StoryName>('talks');
  const [screen, setScreen] = useState<keyof typeof SCREENS>('phone');
  const style = useLastGoodStyle(draft.style);
  const settings: PreviewSettings = {
    lang: language,
    story: tellStory(story),
    widget: publicWidgetOf({ ...draft, style }, offices, country),
  };
  const message = JSON.stringify(settings);
  const { frame, page, isReady, problem, restart } = usePreviewFrame();
  useEffect(() => {
    if (!isReady) return;
    // The frame's origin is opaque, so it can be named only by a star; only this page's own frame is posted to.
    const post = () => frame.current?.contentWindow?.postMessage(JSON.parse(message), '*');
    const timer = setTimeout(post, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isReady, message]);
  return (
    <section class="card preview" aria-label="Preview">
      <div class="row section-head">
        <h2>Preview</h2>
        <Segments
          legend="Screen of the preview"
          options={SCREENS}
          value={screen}
          onChange={(next) => setScreen(next)}
        />
        <Segments
          legend="Language of the preview"
          options={TEXT_LANGUAGES}
          value={language}
          onChange={onLanguage}
        />
      </div>
      {problem ? (
        <p class="notice notice-bad" role="alert">
          {problem}
          <button class="button button-small" type="button" onClick={restart}>
            Try again
          </button>
        </p>
      ) : (
        <div class={`screen screen-${screen}`}>
          <iframe
            key={page}
            ref={frame}
            title="Preview of the widget"
            sandbox="allow-scripts allow-forms"
            srcdoc={page}
          />
        </div>
      )}
      <div class="row section-head">
        <div class="field">
          <label for="story">An order goes like this</label>
          <select
            id="story"
            class="input"
            value={story}
            onChange={(event) => setStory(event.currentTarget.value as StoryName)}
          >
            {Object.entries(STORIES).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button class="button" type="button" onClick={restart}>
          Start over
        </button>
      </div>
      <p class="muted small">Nobody is called. Any number will do.</p>
    </section>
  );
}

/** What a visitor's page would get of this draft. */
function publicWidgetOf(draft: Widget, offices: Office[], country: string): PublicWidget {
  const { hash, behaviour, language, texts, style, styleId, tools } = draft;
  const attached = draft.offices.flatMap((id) => offices.filter((office) => office.id === id));
  return {
    hash,
    phones: samplePlans(behaviour.phoneCountries.length > 0 ? behaviour.phoneCountries : [country]),
    country,
    behaviour,
    language,
    texts,
    style: publicStyle(style, styleId),
    tools,
    offices: attached.map(({ id, name }) => ({ id, name })),
  };
}

/** While a colour is being typed the preview keeps the one before. */
function useLastGoodStyle(style: WidgetStyle): WidgetStyle {
  const accent = useRef('#1f5eff');
  if (/^#[0-9a-f]{6}$/i.test(style.accent)) accent.current = style.accent;
  return { ...style, accent: accent.current };
}

function usePreviewFrame() {
  const frame = useRef<HTMLIFrameElement>(null);
  const [page, setPage] = useState('');
  const [isReady, setReady] = useState(false);
  const [problem, setProblem] = useState('');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const fail = () => {
      if (isCurrent) setProblem('The widget cannot be loaded from this server just now.');
    };
    const patience = setTimeout(fail, PATIENCE_MS);
    const listen = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.data !== PREVIEW_READY) return;
      clearTimeout(patience);
      setReady(true);
    };
    addEventListener('message', listen);
    findWidgetModule().then((url) => isCurrent && setPage(renderPreviewPage(url)), fail);
    return () => {
      isCurrent = false;
      clearTimeout(patience);
      removeEventListener('message', listen);
    };
  }, [turn]);
  const restart = () => {
    setReady(false);
    setProblem('');
    setPage('');
    setTurn((before) => before + 1);
  };
  return { frame, page, isReady, problem, restart };
}

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { HoursMode } from '../../shared/contract/slots.ts';
import { Choice } from './preview-choice.tsx';
import { STILLS, STORIES, type StillName, type StoryName, tellStory } from './preview-stories.ts';
import { previewWidget } from './preview-widget.ts';
import { sampleHours } from './sample-hours.ts';
import { Segments } from './segments.tsx';
import { TEXT_LANGUAGES, type TextLanguage } from './text-languages.ts';
import { WidgetFrame } from './widget-frame.tsx';

interface Props {
  /** With the looks that are being made. */
  draft: Widget;
  offices: Office[];
  country: string;
  company: string;
  language: TextLanguage;
  onLanguage(language: TextLanguage): void;
  /** What else can be done with it. */
  children?: ComponentChildren;
}

/** Screens of visitors, CSS pixels. */
const SCREENS = {
  phone: { width: 390, height: 700 },
  tablet: { width: 768, height: 960 },
  desktop: { width: 1280, height: 800 },
} as const;
const HOURS = { day: 'Day', night: 'Night', holiday: 'Holiday' } as const satisfies Record<HoursMode, string>;
const SCHEMES = { light: 'Light', dark: 'Dark' } as const;
type State = `try.${StoryName}` | `see.${StillName}`;

/** The production widget with what is being edited, in every state, on every screen, at every hour (S1-75). */
export function Preview({ draft, offices, country, company, language, onLanguage, children }: Props) {
  const [state, setState] = useState<State>('try.talks');
  const [screen, setScreen] = useState<keyof typeof SCREENS>('phone');
  const [mode, setMode] = useState<HoursMode>('day');
  const [scheme, setScheme] = useState<keyof typeof SCHEMES>('light');
  const [turn, setTurn] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const { box, width } = useWidth();
  const slots = useMemo(() => sampleHours(mode, ownZone(), Date.now()), [mode]);
  const { reach, story } = wayTo(state);
  const restart = () => {
    setFailed(false);
    setTurn((before) => before + 1);
  };
  const { width: screenWidth, height: screenHeight } = SCREENS[screen];
  const scale = Math.min(1, width / screenWidth, roomForScreen() / screenHeight);
  return (
    <section class="card preview" aria-label="Preview">
      <div class="row section-head">
        <h2>Preview</h2>
        <Segments
          legend="Screen of the preview"
          options={{ phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' }}
          value={screen}
          onChange={(next) => setScreen(next)}
        />
      </div>
      <div class="row section-head">
        <Segments
          legend="Hours of the preview"
          options={HOURS}
          value={mode}
          onChange={(next) => setMode(next)}
        />
        <Segments
          legend="Scheme of the preview"
          options={SCHEMES}
          value={scheme}
          onChange={(next) => setScheme(next)}
        />
      </div>
      <div class="screen" ref={box}>
        {hasFailed ? (
          <p class="notice notice-bad" role="alert">
            The widget cannot be loaded from this server just now.
            <button class="button button-small" type="button" onClick={restart}>
              Try again
            </button>
          </p>
        ) : (
          <WidgetFrame
            key={turn}
            title="Preview of the widget"
            settings={{
              lang: language,
              slots,
              reach,
              story,
              ...previewWidget({ widget: draft, offices, country, company, mode, reach }),
            }}
            screen={SCREENS[screen]}
            scale={scale}
            scheme={scheme}
            onFail={() => setFailed(true)}
          />
        )}
      </div>
      <div class="preview-choices">
        <Choice
          label="State"
          value={state}
          groups={{ 'Try an order': labelsOf('try', STORIES), 'Look at': labelsOf('see', stillLabels()) }}
          onChange={(next) => setState(next)}
        />
        <Choice label="Language" value={language} groups={{ '': TEXT_LANGUAGES }} onChange={onLanguage} />
        <button class="button" type="button" onClick={restart}>
          Start over
        </button>
      </div>
      <div class="row section-head">
        <p class="muted small">Nobody is called. Any number will do.</p>
        {children}
      </div>
    </section>
  );
}

function wayTo(state: State) {
  const [kind, name] = state.split('.') as ['try', StoryName] | ['see', StillName];
  return kind === 'see' ? STILLS[name] : { reach: null, story: tellStory(name) };
}

function labelsOf<Kind extends 'try' | 'see', Name extends string>(
  kind: Kind,
  labels: Readonly<Record<Name, string>>,
): Record<`${Kind}.${Name}`, string> {
  const entries = Object.entries(labels).map(([name, label]) => [`${kind}.${name}`, label]);
  return Object.fromEntries(entries) as Record<`${Kind}.${Name}`, string>;
}

function stillLabels(): Record<StillName, string> {
  const entries = Object.entries(STILLS).map(([name, { label }]) => [name, label]);
  return Object.fromEntries(entries) as Record<StillName, string>;
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Beside what else the preview shows, so that all of it is in sight. */
function roomForScreen(): number {
  return Math.max(420, innerHeight - 300);
}

/** Follows the width of an element, in CSS pixels. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(390);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 390));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { findWidgetModule, renderPreviewPage } from './preview-page.ts';
import { PREVIEW_READY, type PreviewSettings } from './preview-protocol.ts';

export interface WidgetFrameProps {
  settings: PreviewSettings;
  title: string;
  /** Of the visitor's screen, CSS pixels. */
  screen: { width: number; height: number };
  /** Of how many of its pixels one is shown, at most 1. */
  scale: number;
  scheme: 'light' | 'dark';
  /** To be looked at only. */
  isPicture?: boolean;
  onFail?(): void;
}

const PAUSE_MS = 200;
const PATIENCE_MS = 15_000;

/** The production widget in a frame of its own that can reach nothing, on a screen of a visitor's size. */
export function WidgetFrame(props: WidgetFrameProps) {
  const { settings, title, screen, scale, scheme, isPicture = false, onFail } = props;
  const message = JSON.stringify(settings);
  const { frame, page, isReady } = usePreviewFrame(onFail);
  useEffect(() => {
    if (!isReady) return;
    // The frame's origin is opaque, so it can be named only by a star; only this page's own frame is posted to.
    const post = () => frame.current?.contentWindow?.postMessage(JSON.parse(message), '*');
    const timer = setTimeout(post, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isReady, message]);
  const { width, height } = screen;
  return (
    <div
      class="widget-frame"
      style={{ width: `${width * scale}px`, height: `${height * scale}px` }}
      inert={isPicture}
    >
      {page && (
        <iframe
          ref={frame}
          title={title}
          sandbox="allow-scripts allow-forms"
          srcdoc={page}
          aria-hidden={isPicture}
          // What the page in it takes for its visitor's scheme.
          style={{
            width: `${width}px`,
            height: `${height}px`,
            transform: `scale(${scale})`,
            colorScheme: scheme,
          }}
        />
      )}
    </div>
  );
}

function usePreviewFrame(onFail: (() => void) | undefined) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [page, setPage] = useState('');
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const fail = () => {
      if (isCurrent) onFail?.();
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
  }, []);
  return { frame, page, isReady };
}

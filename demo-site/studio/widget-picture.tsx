import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import { previewWidget } from './preview-widget.ts';
import { sampleHours } from './sample-hours.ts';
import { WidgetFrame } from './widget-frame.tsx';

interface Props {
  /** With the looks that are to be seen. */
  widget: Widget;
  offices: readonly Office[];
  country: string;
  company: string;
  lang: string;
}

const SCREEN = { width: 560, height: 660 };
const SCALE = 0.3;

/** The real widget, small, with its card open. Only while it is in sight: a page may have many. */
export function WidgetPicture({ widget, offices, country, company, lang }: Props) {
  const { place, isInSight } = useSight();
  const slots = useMemo(
    () => sampleHours('day', Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now()),
    [],
  );
  const facts = { widget, offices, country, company, mode: 'day', reach: 'form' } as const;
  return (
    <div
      ref={place}
      class="widget-picture"
      style={{ width: `${SCREEN.width * SCALE}px`, height: `${SCREEN.height * SCALE}px` }}
    >
      {isInSight && (
        <WidgetFrame
          isPicture
          title={`Picture of ${widget.name}`}
          settings={{ lang, slots, reach: 'form', story: [], ...previewWidget(facts) }}
          screen={SCREEN}
          scale={SCALE}
          scheme="light"
        />
      )}
    </div>
  );
}

function useSight() {
  const place = useRef<HTMLDivElement>(null);
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false), {
      rootMargin: '100px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { place, isInSight };
}

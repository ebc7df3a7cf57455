import type { CallbackView } from '../../shared/contract/callback.ts';
import type { SlotsAnswer } from '../../shared/contract/slots.ts';
import type { MountWidget, PreviewSettings, PreviewStep, PreviewTransport } from './preview-protocol.ts';

/**
 * What runs inside the preview frame. Its source text is carried over, so it must not use anything from outside
 * but its arguments and the platform.
 */
export function runPreview(mount: MountWidget, readyMessage: string): void {
  let handle: ReturnType<MountWidget> | null = null;
  let isOpen = false;

  // A card that opens takes the focus; it must not take it from somebody who types in the studio.
  const takeFocus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) takeFocus.call(this, options);
  };

  function show({ widget, lang, story }: PreviewSettings): void {
    const wasOpen = isOpen;
    handle?.destroy();
    document.documentElement.lang = lang;
    handle = mount({
      doc: document,
      site: 'preview',
      widget,
      lang,
      transport: playStory(story, widget.behaviour.countdownS),
      visitContext: () => ({
        lease: null,
        touch: null,
        page: { url: 'about:srcdoc', referrer: '', title: '' },
      }),
      emit(event) {
        if (event === 'widget_opened') isOpen = true;
        if (event === 'widget_closed') isOpen = false;
      },
    });
    isOpen = wasOpen;
    if (wasOpen) handle.open();
  }

  /** Answers like the edge, out of the story alone: nothing leaves the frame. */
  function playStory(story: PreviewStep[], countdownS: number): PreviewTransport {
    let placedAt = 0;
    let isCancelled = false;
    let movedTo: string | null = null;

    function viewNow(): CallbackView {
      const passedMs = Date.now() - placedAt;
      const present = story.filter((step) => step.afterMs <= passedMs).at(-1);
      const status = isCancelled ? 'cancelled' : movedTo ? 'planned' : (present?.status ?? 'due');
      const waits =
        status === 'planned' ||
        status === 'due' ||
        status === 'retry_planned' ||
        status === 'needs_confirmation';
      return {
        id: 'cb_preview',
        status,
        at: new Date(placedAt + (present?.afterMs ?? 0)).toISOString(),
        scheduledAt: movedTo ?? new Date(placedAt).toISOString(),
        attempt: present?.attempt ?? 1,
        etaS: status === 'due' ? countdownS : null,
        office: null,
        reason: isCancelled ? 'cancelled_by_visitor' : (present?.reason ?? null),
        can: waits ? ['cancel', 'reschedule'] : [],
      };
    }

    /** Half hours from nine to six of the next seven days, here. */
    function weekOfSlots(): SlotsAnswer {
      const days = Array.from({ length: 7 }, (_, ahead) => {
        const at = (halfHours: number) => {
          const time = new Date();
          time.setDate(time.getDate() + ahead + 1);
          time.setHours(9, 30 * halfHours, 0, 0);
          return time.toISOString();
        };
        const slots = Array.from({ length: 18 }, (_, i) => at(i));
        return { date: at(0).slice(0, 10), slots, convenient: at(6) };
      });
      return {
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        workingNow: true,
        next: days[0]?.slots[0] ?? null,
        days,
        mode: 'day',
        texts: {},
        hours: { from: '09:00', to: '18:00' },
        shown: true,
      };
    }

    const answer = <Value>(value: Value) => ({ kind: 'ok' as const, value, reason: '' });
    return {
      async order({ when }) {
        placedAt = Date.now();
        isCancelled = false;
        movedTo = when === 'now' ? null : when;
        const { id, status, scheduledAt, etaS } = viewNow();
        return answer({ id, status, scheduledAt, etaS, token: 'preview' });
      },
      status: async () => answer(viewNow()),
      live(_id, _token, onView) {
        const timers = story.map((step) =>
          setTimeout(() => onView(viewNow()), Math.max(0, placedAt + step.afterMs - Date.now())),
        );
        return () => timers.forEach(clearTimeout);
      },
      async cancel() {
        isCancelled = true;
        return answer(viewNow());
      },
      async reschedule(_id, _token, when) {
        movedTo = when;
        return answer(viewNow());
      },
      slots: async () => answer(weekOfSlots()),
    };
  }

  addEventListener('message', (event: MessageEvent<PreviewSettings>) => {
    if (event.source === parent) show(event.data);
  });
  parent.postMessage(readyMessage, '*');
}

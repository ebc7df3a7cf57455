import type { CallbackView } from '../../shared/contract/callback.ts';
import type { MountWidget, PreviewReach, PreviewSettings, PreviewTransport } from './preview-protocol.ts';

/**
 * What runs inside the preview frame. Its source text is carried over, so it must not use anything from outside
 * but its arguments and the platform. `origin` is where pictures are.
 */
export function runPreview(mount: MountWidget, readyMessage: string, origin: string): void {
  let handle: ReturnType<MountWidget> | null = null;
  let isOpen = false;
  let turn = 0;

  // A card that opens takes the focus; it must not take it from somebody who types in the studio.
  const takeFocus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) takeFocus.call(this, options);
  };
  const showModal = HTMLDialogElement.prototype.showModal;
  HTMLDialogElement.prototype.showModal = function () {
    this.inert = !document.hasFocus(); // what is inert gets no focus
    showModal.call(this);
    this.inert = false;
  };

  function show(settings: PreviewSettings): void {
    const { widget, lang, reach } = settings;
    const wasOpen = isOpen;
    handle?.destroy();
    turn += 1;
    document.documentElement.lang = lang;
    handle = mount({
      doc: document,
      site: 'preview',
      widget,
      origin,
      lang,
      transport: playStory(settings),
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
    isOpen = reach === null && wasOpen;
    if (isOpen) handle.open();
    if (reach !== null) void goAlong(reach, settings.phone);
  }

  /** Does what a visitor does to come there. */
  async function goAlong(reach: PreviewReach, phone: string): Promise<void> {
    const own = turn;
    const reached = async <Found extends HTMLElement>(selector: string) => {
      const found = await find<Found>(selector, own);
      return found ?? Promise.reject(new Error(`no ${selector}`));
    };
    if (reach === 'launcher' || reach === 'active') return;
    handle?.open(reach === 'plus' ? 'activePlus' : undefined);
    try {
      if (reach === 'times') (await reached('.form .link')).click();
      if (reach !== 'ordered' && reach !== 'faulty') return;
      const submit = await reached('[type=submit]');
      if (reach === 'ordered') await fillIn(await reached<HTMLInputElement>('#rl-phone'), phone);
      submit.click();
    } catch {
      // This widget has not what leads there, or was replaced by the next: what there is stays in sight.
    }
  }

  async function fillIn(field: HTMLInputElement, phone: string): Promise<void> {
    const root = field.getRootNode() as ShadowRoot;
    field.value = phone;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    root.querySelector<HTMLElement>('#rl-consent')?.click();
    const office = root.querySelector<HTMLSelectElement>('#rl-office[required]');
    if (office) {
      office.value = [...office.options].find(({ disabled }) => !disabled)?.value ?? '';
      office.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await new Promise((done) => setTimeout(done, 50)); // until it is drawn
  }

  /** Null if it does not come, or another widget has come instead. */
  async function find<Found extends HTMLElement>(selector: string, own: number): Promise<Found | null> {
    for (let tries = 0; tries < 200 && own === turn; tries++) {
      const root = document.querySelector('ringlet-callback')?.shadowRoot;
      const found = root?.querySelector<Found>(selector);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 30));
    }
    return null;
  }

  /** Answers like the edge, out of the story alone: nothing leaves the frame. */
  function playStory({ story, slots, widget }: PreviewSettings): PreviewTransport {
    const steps = story === 'lost' ? [] : story;
    const later = slots.days[1]?.slots[5] ?? slots.next;
    let placedAt = 0;
    let isCancelled = false;
    let movedTo: string | null = null;

    function viewNow(): CallbackView {
      const passedMs = Date.now() - placedAt;
      const present = steps.filter((step) => step.afterMs <= passedMs).at(-1);
      const status = isCancelled ? 'cancelled' : movedTo ? 'planned' : (present?.status ?? 'due');
      const waits =
        status === 'planned' ||
        status === 'due' ||
        status === 'retry_planned' ||
        status === 'needs_confirmation';
      const againAt = new Date(placedAt + 300_000).toISOString();
      const plannedAt =
        status === 'retry_planned' ? againAt : status === 'planned' ? (movedTo ?? later) : null;
      return {
        id: 'cb_preview',
        status,
        at: new Date(placedAt + (present?.afterMs ?? 0)).toISOString(),
        scheduledAt: plannedAt ?? new Date(placedAt).toISOString(),
        attempt: present?.attempt ?? 1,
        etaS: status === 'due' ? widget.behaviour.countdownS : null,
        office: null,
        reason: isCancelled ? 'cancelled_by_visitor' : (present?.reason ?? null),
        can: waits ? ['cancel', 'reschedule'] : [],
      };
    }

    const answer = <Value>(value: Value) => ({ kind: 'ok' as const, value, reason: '' });
    return {
      async order({ when }) {
        if (story === 'lost') return { kind: 'lost', reason: 'network' };
        placedAt = Date.now();
        isCancelled = false;
        movedTo = when === 'now' ? null : when;
        const { id, status, scheduledAt } = viewNow();
        // An order that was only just taken cannot have ended yet: how it goes on is told a moment later.
        const taken = status === 'planned' || status === 'needs_confirmation' ? status : 'due';
        const etaS = taken === 'due' ? widget.behaviour.countdownS : null;
        return answer({ id, status: taken, scheduledAt, etaS, token: 'preview' });
      },
      status: async () => answer(viewNow()),
      live(_id, _token, onView) {
        const timers = steps.map((step) =>
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
      slots: async () => answer(slots),
    };
  }

  addEventListener('message', (event: MessageEvent<PreviewSettings>) => {
    if (event.source === parent) show(event.data);
  });
  parent.postMessage(readyMessage, '*');
}

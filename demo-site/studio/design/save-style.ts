import type { Style, StyleInput } from '../../../shared/contract/admin/style.ts';
import type { Widget } from '../../../shared/contract/admin/widget.ts';
import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import { createEntity, type Failure, getEntity, patchEntity, type Versioned } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { tellFailure as tellAnyFailure } from '../tell-failure.ts';

type Saved = { kind: 'ok'; value: Style } | { kind: 'failed'; message: string };

interface Facts {
  session: BrowserSession;
  widget: Widget;
  onUnauthorized(): void;
}

/** Adds one more style (S1-81). */
export async function saveAsNew({ session, onUnauthorized }: Facts, input: StyleInput): Promise<Saved> {
  const answer = await createEntity<Style>(session, 'styles', input);
  return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.entity } : failed(answer, onUnauthorized);
}

/**
 * Overwrites a saved style, with what all who wear it then look like (S1-82). `widget` is what became of the edited one
 * by that. A style that is no longer as `known` is left alone.
 */
export async function saveChanges(
  { session, widget, onUnauthorized }: Facts,
  known: Style,
  style: WidgetStyle,
): Promise<{ saved: Saved; widget: Versioned<Partial<Widget>> | null }> {
  const path = `styles/${known.id}`;
  const present = await getEntity<Style>(session, path);
  if (present.kind !== 'ok') return { saved: failed(present, onUnauthorized), widget: null };
  const { entity, etag } = present.value;
  if (JSON.stringify(entity.style) !== JSON.stringify(known.style))
    return { saved: failed({ kind: 'lost_race' }, onUnauthorized), widget: null };
  const answer = await patchEntity<Style>(session, path, { patch: { style }, etag });
  if (answer.kind !== 'ok') return { saved: failed(answer, onUnauthorized), widget: null };
  const changed = await getEntity<Widget>(session, `widgets/${widget.id}`);
  const news = changed.kind === 'ok' ? changed.value : null;
  return {
    saved: { kind: 'ok', value: answer.value.entity },
    widget: news && {
      entity: { style: news.entity.style, styleId: news.entity.styleId },
      etag: news.etag,
    },
  };
}

function failed(failure: Failure, onUnauthorized: () => void): Saved {
  if (failure.kind === 'unauthorized') onUnauthorized();
  return { kind: 'failed', message: tellFailure(failure) };
}

/** Of a style, which can always be saved as another one. */
export function tellFailure(failure: Failure): string {
  if (failure.kind !== 'lost_race') return tellAnyFailure(failure);
  return 'Somebody else changed this style meanwhile. Save yours as new, or reload the page to see theirs.';
}

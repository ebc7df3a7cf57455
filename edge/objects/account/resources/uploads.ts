import type { StoredUpload } from '../entity-bodies.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Uploads are made by bytes and not by a body of JSON (uploads/receive-upload.ts); the rest is as with everything. */
export const uploadRules: ResourceRules<'uploads'> = {
  present: () => presentUpload,

  checkRemoval: ({ entities }, { key }) => {
    const shows = ({ style }: { style: { background: string | null } }) => style.background === key;
    const widget = entities.list('widgets').find(shows);
    if (widget) refuse('in_use', `The widget ${widget.id} "${widget.name}" still shows it.`);
    const style = entities.list('styles').find(shows);
    if (style) refuse('in_use', `The style ${style.id} "${style.name}" still shows it.`);
  },

  forget: ({ uploads }, { key }) => uploads.remove(key),
};

export function presentUpload({ digest: _, createdAt, ...upload }: StoredUpload): Record<string, unknown> {
  return { ...upload, createdAt: new Date(createdAt).toISOString() };
}

import { isOriginAllowed } from '../../../../shared/hosts.ts';
import { MAX_PREVIEWS, PREVIEW_LINK_MS } from '../../../domain/limits.ts';
import { checkStyle } from '../check-style.ts';
import { fieldSql } from '../entity-store.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

/** Looks that are not saved, kept for as long as their link holds. The signature of the link is the route's. */
export const previewRules: ResourceRules<'previews'> = {
  present: () => (preview) => ({
    ...preview,
    createdAt: new Date(preview.createdAt).toISOString(),
    expiresAt: new Date(preview.expiresAt).toISOString(),
  }),
  create(context, { id, input }) {
    const { entities, now } = context;
    const { widget, url, style } = input;
    refuseFaults(findUnknownReferences(entities, [{ path: 'widget', kind: 'widgets', id: widget }]));
    const site = siteShowing(context, widget, url);
    makeRoom(context);
    return {
      ...input,
      id,
      site,
      style: style && checkStyle(entities, style).style,
      createdAt: now,
      expiresAt: now + PREVIEW_LINK_MS,
    };
  },
};

/** Id of the widget's site. The pages of another would send the token elsewhere. @throws Refused */
function siteShowing({ entities }: RuleContext, widget: string, url: string): string {
  const site = entities.get('sites', entities.get('widgets', widget)?.site ?? '');
  if (site && isOriginAllowed(site.hosts, new URL(url).origin)) return site.id;
  const message = 'is not on a host of the site of this widget';
  return refuse('invalid', 'Look at url.', [{ path: 'url', code: 'unknown_host', message }]);
}

function makeRoom({ entities, now }: RuleContext): void {
  entities.removeWhere('previews', { sql: `${fieldSql('expiresAt')} <= ?`, values: [now] });
  const kept = entities.list('previews');
  for (const { id } of kept.slice(0, Math.max(0, kept.length - MAX_PREVIEWS + 1)))
    entities.remove('previews', id);
}

import { shortHash } from '../../shared/widget-hash.ts';
import { CodeBlock } from '../code-block.tsx';
import { SiteCode } from './site-code.tsx';
import type { TabProps } from './tab-props.ts';

/** Facts about the widget: the code of its site, its hash, and how a link opens it (S1-87 to S1-90). */
export function GeneralTab({ draft, sites }: TabProps) {
  const site = sites.find(({ id }) => id === draft.site);
  const host = site?.hosts[0]?.replace('*.', 'www.') ?? 'your-site.example';
  return (
    <section class="card section">
      <h2>General</h2>
      {site && <SiteCode site={site} />}
      <dl class="facts">
        <dt>Hash</dt>
        <dd>
          <code>{draft.hash}</code>
          <p class="muted small">
            Names this widget where a site has several: <code>data-widget="{draft.hash}"</code> in the tag.
          </p>
        </dd>
        <dt>Short hash</dt>
        <dd>
          <code>{shortHash(draft.hash)}</code>
          <p class="muted small">Does the same there, in fewer signs.</p>
        </dd>
        <dt>Id</dt>
        <dd>
          <code>{draft.id}</code>
          <p class="muted small">Names it in the API.</p>
        </dd>
      </dl>
      <CodeBlock title="A link that opens the widget" text={`https://${host}/#ringlet`} />
      <p class="muted small">
        <code>#callkeeper</code> does the same. Any element with <code>data-ringlet-open</code> opens it too.
      </p>
    </section>
  );
}

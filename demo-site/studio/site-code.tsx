import type { Site } from '../../shared/contract/admin/site.ts';
import { loaderPath } from '../../shared/paths.ts';
import { CodeBlock } from '../code-block.tsx';

interface Props {
  site: Site;
  /** The hash of the widget that is to stand on these pages, where the site has several. */
  widget?: string;
}

/** The tag of one site, to copy or to take away as a file. */
export function SiteCode({ site, widget }: Props) {
  const named = widget === undefined ? '' : ` data-widget="${widget}"`;
  const tag = `<script async src="${location.origin}${loaderPath(site.key)}"${named}></script>`;
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${tag}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `ringlet-${site.hosts[0]?.replace('*.', '') ?? site.id}.txt`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div class="site-code">
      <CodeBlock title={widget === undefined ? site.name : `${site.name}, this widget`} text={tag}>
        <button class="button button-small" type="button" onClick={download}>
          Download .txt
        </button>
      </CodeBlock>
      <p class="muted small">
        {widget === undefined ? (
          <>
            Paste it before <code>&lt;/body&gt;</code> on {site.hosts.join(', ')}.
          </>
        ) : (
          'For pages that are to show this one of the widgets of the site, instead of the code above.'
        )}
      </p>
    </div>
  );
}

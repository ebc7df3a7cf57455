import type { Site } from '../../shared/contract/admin/site.ts';
import { loaderPath } from '../../shared/paths.ts';
import { CodeBlock } from '../code-block.tsx';

/** The tag of one site, to copy or to take away as a file. */
export function SiteCode({ site }: { site: Site }) {
  const tag = `<script async src="${location.origin}${loaderPath(site.key)}"></script>`;
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
      <CodeBlock title={site.name} text={tag}>
        <button class="button button-small" type="button" onClick={download}>
          Download .txt
        </button>
      </CodeBlock>
      <p class="muted small">
        Paste it before <code>&lt;/body&gt;</code> on {site.hosts.join(', ')}.
      </p>
    </div>
  );
}

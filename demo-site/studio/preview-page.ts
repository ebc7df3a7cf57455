import { UPLOADS_PATH } from '../../shared/paths.ts';
import { runPreview } from './preview-frame.ts';
import { PREVIEW_READY } from './preview-protocol.ts';

/** Address of the production widget that this server gives to customers' pages. Throws if it cannot be learned. */
export async function findWidgetModule(): Promise<string> {
  // Files under /sdk/ are cached for ever; this one changes with every build.
  const response = await fetch('/sdk/manifest.json', { credentials: 'omit', cache: 'no-store' });
  const manifest = (await response.json()) as { widget?: unknown };
  if (typeof manifest.widget !== 'string' || !/^widget-[\w-]+\.js$/.test(manifest.widget)) {
    throw new Error('the manifest names no widget');
  }
  return `${location.origin}/sdk/${manifest.widget}`;
}

/**
 * The page inside the preview frame. Its policy allows the modules of the widget, pictures of accounts, this script and
 * nothing else: no other request can leave it. The sandbox lets forms fire their events, so the policy also forbids them
 * to go anywhere.
 */
export function renderPreviewPage(moduleUrl: string): string {
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${new URL('.', moduleUrl)}`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${location.origin}${UPLOADS_PATH}/`,
    "form-action 'none'",
  ].join('; ');
  const script = `import { mount } from ${JSON.stringify(moduleUrl)}; (${runPreview})(mount, ${JSON.stringify(PREVIEW_READY)}, ${JSON.stringify(location.origin)});`;
  return `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Preview</title>
<style nonce="${nonce}">${STYLE}</style>
<body>${BLOCKS}
<script type="module" nonce="${nonce}">${script}</script>`;
}

/** A page that any site could be: the widget is what should be looked at. */
const BLOCKS = `<div class="site" aria-hidden="true"><i class="bar"></i><i class="title"></i><i></i><i></i><i class="short"></i>
<i class="picture"></i><i></i><i></i><i class="short"></i></div>`;

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#ffffff, #15181d); }
.site { display: grid; gap: 0.7rem; padding: 1.25rem; }
i { block-size: 0.7rem; border-radius: 4px; background: light-dark(#eceff3, #242a32); }
.bar { block-size: 1.6rem; margin-block-end: 1rem; }
.title { block-size: 1.4rem; inline-size: 70%; }
.short { inline-size: 55%; }
.picture { block-size: 9rem; margin-block: 0.6rem; border-radius: 8px; }
`;

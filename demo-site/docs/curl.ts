import { firstMedia, type OpenApiDocument, type Operation } from './openapi.ts';
import { sampleOf, samplePatchOf } from './sample.ts';

/** A command to paste into a shell: `RINGLET_TOKEN` and the parts of the path are variables of the shell. */
export function curlOf(document: OpenApiDocument, operation: Operation, origin: string): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => `$${shellName(name)}`);
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=$${shellName(parameter.name)}`)
    .join('&');
  const lines = [`"${origin}${path}${query && `?${query}`}"`];
  if (operation.needsToken) lines.push('-H "Authorization: Bearer $RINGLET_TOKEN"');
  for (const parameter of operation.parameters) {
    if (parameter.in === 'header' && parameter.required) lines.push(headerOf(parameter.name));
  }
  const body = firstMedia(operation.body?.content);
  if (body && !body.type.endsWith('json')) {
    lines.push(`-H 'Content-Type: ${body.type}'`, '--data-binary @FILE');
  } else if (body) {
    const sample =
      operation.method === 'patch' ? samplePatchOf(document, body.media) : sampleOf(document, body.media);
    lines.push(`-H 'Content-Type: ${body.type}'`, `-d '${quoted(JSON.stringify(sample, null, 2))}'`);
  }
  const method = operation.method === 'get' ? '' : ` -X ${operation.method.toUpperCase()}`;
  return `curl${method} ${lines.join(' \\\n  ')}`;
}

function headerOf(name: string): string {
  switch (name.toLowerCase()) {
    case 'idempotency-key':
      return `-H "${name}: $(uuidgen)"`;
    case 'if-match':
      return `-H "${name}: $ETAG"`;
    default:
      return `-H "${name}: $${shellName(name)}"`;
  }
}

function shellName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .toUpperCase();
}

/** Inside single quotes of a POSIX shell. */
function quoted(text: string): string {
  return text.replaceAll("'", `'\\''`);
}

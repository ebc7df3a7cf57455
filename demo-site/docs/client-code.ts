import { firstMedia, type OpenApiDocument, type Operation } from './openapi.ts';
import { sampleOf, samplePatchOf } from './sample.ts';

/** How the header parameters of an operation are given there. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'if-match': 'ifMatch: etag',
  'idempotency-key': 'idempotencyKey: crypto.randomUUID()',
};

/**
 * The same request by the client that `npm run client` makes, or null for what only a browser may do. `ringlet` is a
 * client that knows its account.
 */
export function clientCodeOf(document: OpenApiDocument, operation: Operation): string | null {
  if (!operation.takesToken) return null;
  const lines = operation.parameters.flatMap((parameter) => {
    const { name, in: place, required, example } = parameter;
    if (!required || name === 'account') return [];
    if (place === 'header') {
      const argument = ARGUMENTS[name.toLowerCase()];
      return argument === undefined ? [] : [argument];
    }
    return [`${name}: ${JSON.stringify(example ?? name)}`];
  });
  const body = firstMedia(operation.body?.content);
  if (body && !body.type.endsWith('json')) lines.push('body: file');
  else if (body) {
    const sample =
      operation.method === 'patch' ? samplePatchOf(document, body.media) : sampleOf(document, body.media);
    lines.push(`body: ${indented(JSON.stringify(sample, null, 2))}`);
  }
  const given = lines.length === 0 ? '' : `{\n${lines.map((line) => `  ${line},\n`).join('')}}`;
  return `const answer = await ringlet.${operation.id}(${given});\nif (!answer.ok) console.error(answer.problem.code);`;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

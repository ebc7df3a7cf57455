import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { describeApi } from '../../edge/routes/admin/openapi.ts';

/** By somebody else's rules: those that Redocly recommends, which know the schema of OpenAPI 3.1 and JSON Schema. */
async function faultsOf(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, config, absoluteRef: '/openapi.json' });
  return problems.map(
    ({ severity, ruleId, message, location }) =>
      `${severity} ${ruleId}: ${message} ${location[0]?.pointer ?? ''}`,
  );
}

it('finds neither an error nor a warning in the document that the server answers', async () => {
  expect(await faultsOf(describeApi('https://calls.example'))).toEqual([]);
});

it('would find an example that does not fit its schema, and a member that OpenAPI has not', async () => {
  const document = structuredClone(describeApi('https://calls.example'));
  const sites = document.paths['/admin/v1/accounts/{account}/sites'] as Record<
    string,
    Record<string, unknown>
  >;
  const post = sites.post as { requestBody: { content: Record<string, { example: unknown }> }; surprise: 1 };
  post.surprise = 1;
  post.requestBody.content['application/json'] = {
    ...post.requestBody.content['application/json'],
    example: { hosts: 5 },
  };
  const faults = (await faultsOf(document)).map((fault) => fault.split(':')[0]);
  expect(faults).toContain('error struct');
  expect(faults).toContain('warn no-invalid-media-type-examples');
});

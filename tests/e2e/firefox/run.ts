/**
 * The core of the page's tests in Firefox, spoken to by WebDriver BiDi and by nothing in between. Every case runs,
 * and a browser that is not there is a failure. `npm run e2e:firefox`
 */
import { startTestServer } from '../../support/server.ts';
import { CASES } from './cases.ts';
import { launchFirefox } from './launch.ts';
import { aVisitor } from './visitor.ts';

const [firefox, server] = await Promise.all([launchFirefox(), startTestServer()]);
let failed = 0;
try {
  console.log(firefox.version);
  const shop = (page: string, query = 'utm_medium=email') => `${server.origin}/shop/${page}?${query}`;
  for (const { name, run } of CASES) {
    try {
      await run(shop, () => aVisitor(firefox.bidi));
      console.log(`✓ ${name}`);
    } catch (error) {
      failed++;
      console.log(`✗ ${name}\n  ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.log(`${CASES.length - failed} passed, ${failed} failed`);
} finally {
  await firefox.close();
  await server.close();
}
process.exitCode = failed === 0 ? 0 : 1;

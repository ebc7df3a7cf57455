import { beforeAll, describe, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceKind } from '../../../edge/domain/resource-model.ts';
import { RESOURCES } from '../../../edge/domain/resources.ts';
import { EXPORTED_SETTINGS } from '../../../edge/routes/admin/export-account.ts';
import { describeApi } from '../../../edge/routes/admin/openapi.ts';
import { aWorld, type Principal, type World } from '../support/principals.ts';

/**
 * Who may do what, for every operation of the document: each principal tries each, at an entity that they were given
 * and at one that they were not. Requests are incomplete on purpose: what is allowed fails later, by its body or by its
 * version, and leaves everything as it was.
 */

/** The right that an operation needs, and about what it is; an operation without a line here is red. */
type Policy =
  | { right: string; about: 'whole' | 'list' | 'item' }
  | { rights: string[] }
  | ('anybody' | 'session' | 'operator' | 'insider' | 'signed_in');

const VERBS = { list: 'view', get: 'view', create: 'create', update: 'edit', delete: 'delete' } as const;

const POLICY: Readonly<Record<string, Policy>> = {
  ...Object.fromEntries(RESOURCE_KINDS.flatMap(policyOf)),
  orderCampaigns: { right: 'campaigns:act', about: 'whole' },
  startCampaign: { right: 'campaigns:act', about: 'item' },
  pauseCampaign: { right: 'campaigns:act', about: 'item' },
  archiveCampaign: { right: 'campaigns:act', about: 'item' },
  explainCampaigns: { right: 'campaigns:view', about: 'whole' },
  statsCampaigns: { right: 'campaigns:view', about: 'whole' },
  replayCampaigns: { right: 'campaigns:view', about: 'whole' },
  getSiteCode: { right: 'sites:view', about: 'item' },
  checkSite: { right: 'sites:view', about: 'item' },
  debugLinkSite: { right: 'campaigns:view', about: 'whole' },
  confirmCallback: { right: 'callbacks:act', about: 'item' },
  declineCallback: { right: 'callbacks:act', about: 'item' },
  replayDelivery: { right: 'deliveries:act', about: 'item' },
  pauseDeliveries: { right: 'deliveries:act', about: 'whole' },
  resumeDeliveries: { right: 'deliveries:act', about: 'whole' },
  testWebhook: { right: 'webhooks:act', about: 'item' },
  rotateWebhook: { right: 'webhooks:act', about: 'item' },
  pauseWebhook: { right: 'webhooks:act', about: 'item' },
  resumeWebhook: { right: 'webhooks:act', about: 'item' },
  replayDeliveries: { right: 'deliveries:act', about: 'whole' },
  funnelWidgets: { right: 'widgets:view', about: 'whole' },
  changesWidget: { right: 'widgets:view', about: 'item' },
  changesSchedule: { right: 'schedules:view', about: 'item' },
  checkStyles: { right: 'styles:view', about: 'whole' },
  createPurchase: { right: 'numbers:buy', about: 'whole' },
  createNumberRequest: { right: 'numbers:buy', about: 'whole' },
  stockNumbers: { right: 'numbers:view', about: 'whole' },
  regionsNumbers: { right: 'numbers:view', about: 'whole' },
  importNumbers: { right: 'numbers:create', about: 'whole' },
  importOffices: { right: 'offices:create', about: 'whole' },
  balanceLedger: { right: 'ledger:view', about: 'whole' },
  cancelJob: { right: 'jobs:act', about: 'item' },
  reportJob: { right: 'jobs:view', about: 'item' },
  creditLedger: 'operator',
  updateCall: { right: 'calls:tag', about: 'item' },
  hideCall: { right: 'calls:hide', about: 'item' },
  revealCall: { right: 'calls:hide', about: 'item' },
  dataPrivacyRequest: { right: 'privacy:create', about: 'item' },
  orderRules: { right: 'rules:act', about: 'whole' },
  previewRules: { right: 'communications:view', about: 'whole' },
  templateRules: { right: 'communications:view', about: 'whole' },
  variablesRules: { right: 'rules:view', about: 'whole' },
  createUpload: { right: 'uploads:create', about: 'whole' },
  getAccount: 'insider',
  updateAccount: { right: 'account:edit', about: 'whole' },
  exportAccount: { rights: EXPORTED_SETTINGS.map((kind) => `${kind}:view`) },
  createAccount: 'operator',
  putFeatures: 'operator',
  getMe: 'signed_in',
  listAccounts: 'signed_in',
  listShared: 'session',
  listSessions: 'session',
  signOutEverywhere: 'session',
  signOut: 'session',
  endSession: 'session',
  getProfile: 'session',
  updateProfile: 'session',
  changePassword: 'session',
  beginSecondFactor: 'session',
  confirmSecondFactor: 'session',
  disableSecondFactor: 'session',
  renewBackupCodes: 'session',
  readInvitation: 'session',
  acceptInvitation: 'session',
  declineInvitation: 'session',
  register: 'anybody',
  confirmRegistration: 'anybody',
  signIn: 'anybody',
  requestPasswordReset: 'anybody',
  resetPassword: 'anybody',
};

/** The document lists them; what is nobody's business but a browser's own is tried in people.test.ts. */
const NOT_TRIED: readonly Policy[] = ['anybody', 'session'];

interface DocumentOperation {
  id: string;
  method: string;
  path: string;
}

const document = describeApi('http://127.0.0.1:8787');
const OPERATIONS: DocumentOperation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    method === 'parameters' ? [] : [{ id: (operation as { operationId: string }).operationId, method, path }],
  ),
);

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

it('has a line for every operation of the document and for no other', () => {
  expect(Object.keys(POLICY).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
});

describe.each(OPERATIONS.filter(({ id }) => !NOT_TRIED.includes(POLICY[id] ?? 'anybody')))(
  '$id',
  (operation) => {
    it('does for every principal what its right says, and nothing else', async () => {
      const policy = POLICY[operation.id] ?? 'operator';
      const wrong: string[] = [];
      let tried = 0;
      for (const principal of world.principals) {
        const sets = operation.path.includes('{id}') ? [world.granted, world.withheld] : [world.withheld];
        for (const ids of sets) {
          const path = operation.path
            .replace('{account}', world.account)
            .replace('{id}', idIn(ids, operation.path));
          const { status } = await principal.ask(operation.method.toUpperCase(), path);
          const expected = expectedOf(principal, policy, ids === world.granted);
          tried += 1;
          const isRight =
            expected === 'allowed' ? ![401, 403, 404].includes(status) && status < 500 : status === expected;
          if (!isRight)
            wrong.push(
              `${principal.name} ${ids === world.granted ? 'granted' : 'withheld'}: ${status}, not ${expected}`,
            );
        }
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(world.principals.length);
    });
  },
);

function expectedOf(
  { reach, outside }: Principal,
  policy: Policy,
  isGranted: boolean,
): 'allowed' | 401 | 403 | 404 {
  // No principal here is the operator, whose door looks at the bearer alone.
  if (policy === 'operator') return 401;
  if (policy === 'insider') return outside ?? 'allowed';
  if (typeof policy === 'string') return outside === 401 ? 401 : 'allowed';
  if (outside) return outside;
  if ('rights' in policy) return policy.rights.some((right) => reach(right) === 'none') ? 403 : 'allowed';
  const { right, about } = policy;
  const own = reach(right);
  if (own === 'none') return 403;
  if (own === 'all' || about === 'list') return 'allowed';
  if (about === 'whole') return 403;
  if (isGranted) return 'allowed';
  return reach(`${right.split(':')[0]}:view`) === 'all' ? 403 : 404;
}

/** The entity of the kind that the path is about. */
function idIn(ids: Record<ResourceKind, string>, path: string): string {
  const below = path.split('/').slice(5).join('/');
  const kind = RESOURCE_KINDS.find((one) => below.startsWith(`${RESOURCES[one].path ?? one}/{id}`));
  return kind ? ids[kind] : '';
}

function policyOf(kind: ResourceKind): [string, Policy][] {
  const { singular, verbs } = RESOURCES[kind];
  const title = singular.charAt(0).toUpperCase() + singular.slice(1);
  const titles = kind.charAt(0).toUpperCase() + kind.slice(1);
  return verbs.map((verb) => {
    const about = verb === 'list' ? 'list' : verb === 'create' ? 'whole' : 'item';
    const id = verb === 'list' ? `list${titles}` : `${verb}${title}`;
    return [id, { right: `${kind}:${VERBS[verb]}`, about }];
  });
}

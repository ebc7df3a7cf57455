import type { WebhookInput } from '../../../../shared/contract/admin/webhook.ts';
import type { WebhookId } from '../../../domain/delivery.ts';
import { MAX_WEBHOOKS, OLD_SECRET_MS } from '../../../domain/limits.ts';
import { RESOURCE_EXAMPLES } from '../../../domain/resource-examples.ts';
import { faultsOfWebhook } from '../../../domain/webhook-rules.ts';
import { newId } from '../../../keys/ids.ts';
import type { StoredWebhook } from '../entity-bodies.ts';
import { fieldSql } from '../entity-store.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';
import { oweMessage, oweTarget, queueOf } from '../webhooks/owe-webhook.ts';

/** Of secrets that still sign: one rotation after another within a day. */
const MAX_SECRETS = 3;

/** Webhooks (S2-90…S2-98). Where each leads is told to its queue with every change. */
export const webhookRules: ResourceRules<'webhooks'> = {
  present:
    ({ tallies, now }) =>
    ({ secrets, testedAt, ...webhook }) => {
      const { lastAttemptAt, failingSince, ...tally } = tallies.read(webhook.id);
      const until = secrets[1]?.until ?? null;
      return {
        ...webhook,
        secret: null,
        oldSecretUntil: until !== null && until > now ? toInstant(until) : null,
        ...tally,
        lastAttemptAt: toInstant(lastAttemptAt),
        failingSince: toInstant(failingSince),
        testedAt: toInstant(testedAt),
      };
    },

  create: (context, { id, input }) => {
    refuseFaults(faultsOfWebhook(input));
    if (context.entities.list('webhooks').length >= MAX_WEBHOOKS) {
      refuse('conflict', `An account has ${MAX_WEBHOOKS} webhooks at most.`);
    }
    const secrets = [{ envelope: sealed(context), until: null }];
    const webhook = { id, ...input, status: 'active', pausedBy: null, testedAt: null, secrets } as const;
    oweTarget(context, webhook);
    return webhook;
  },

  update: (context, before, input: WebhookInput) => {
    refuseFaults(faultsOfWebhook(input));
    const webhook = { ...before, ...input };
    oweTarget(context, webhook);
    return webhook;
  },

  /** Its queue forgets what waits, and its log goes with it. */
  forget: ({ entities, account, owe, tallies }, { id }) => {
    const control = { kind: 'drop' } as const;
    const body = { type: 'delivery.control', account, destination: id as WebhookId, control } as const;
    owe(`control:${crypto.randomUUID()}`, queueOf(account, id), `drop:${id}`, body);
    entities.removeWhere('deliveries', { sql: `${fieldSql('destination')} = ?`, values: [id] });
    tallies.remove(id);
  },

  act: (context, webhook, action) => {
    const { queues } = context;
    const id = webhook.id as WebhookId;
    if (action === 'test') return test(context, webhook);
    if (action === 'rotate') return rotate(context, webhook);
    if (action === 'pause') {
      if (webhook.status === 'paused') return webhook;
      queues.control(id, { kind: 'pause' });
      return { ...webhook, status: 'paused', pausedBy: 'owner' };
    }
    if (webhook.status === 'active') return webhook;
    queues.control(id, { kind: 'resume' });
    context.tallies.save(id, { ...context.tallies.read(id), failingSince: null });
    return { ...webhook, status: 'active', pausedBy: null };
  },
};

/** Sends a call that never was, also to a webhook that is paused. Its delivery tells what came of it. */
function test(context: RuleContext, webhook: StoredWebhook): StoredWebhook {
  const occurredAt = new Date(context.now).toISOString();
  const data = RESOURCE_EXAMPLES.calls.entity;
  const envelope = { id: newId('evt'), occurredAt, account: context.account, site: null } as const;
  oweMessage(context, webhook, { ...envelope, type: 'webhook.test', data }, { isTest: true });
  return { ...webhook, testedAt: context.now };
}

/** A new secret; the one before signs beside it for a day, so that the receiver can be changed meanwhile. */
function rotate(context: RuleContext, webhook: StoredWebhook): StoredWebhook {
  const { now } = context;
  const old = webhook.secrets
    .map(({ envelope, until }) => ({ envelope, until: until ?? now + OLD_SECRET_MS }))
    .filter(({ until }) => until > now);
  const secrets = [{ envelope: sealed(context), until: null }, ...old].slice(0, MAX_SECRETS);
  const rotated = { ...webhook, secrets };
  oweTarget(context, rotated);
  return rotated;
}

/** @throws Error if the object forgot to seal a secret before the request was handled */
function sealed({ sealedSecret }: RuleContext): string {
  if (sealedSecret === null) throw new Error('a secret is needed and none was sealed');
  return sealedSecret;
}

function toInstant(at: number): string;
function toInstant(at: number | null): string | null;
function toInstant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

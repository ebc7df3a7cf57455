import { twilioPricesOf } from '../../adapters/inventory/open-inventory.ts';
import type { Env } from '../../env.ts';
import { mintKey } from '../../keys/routing-keys.ts';
import { secretsOf } from '../../keys/secrets.ts';
import type { AdminRequest, CountedAnswer, RequestsLeft } from '../../rpc/admin-rpc.ts';
import type { AccountParts } from './account-parts.ts';
import { handleAdmin, keyKindFor } from './admin.ts';
import { answerPurchase } from './market/answer-purchase.ts';
import { mintSecretFor, showNewToken } from './members/minted-secret.ts';
import { sealNewSecret, showSecrets } from './new-secrets.ts';
import { subjectOf } from './privacy/subject-of.ts';
import type { RequestRate } from './request-rate.ts';

/** What the object lends beside its parts. */
export interface LentByObject {
  env: Env;
  rate: RequestRate;
  /** Sends what the write owes to others, behind the answer. */
  drain(): void;
}

/** A request of the admin API with what is asynchronous about it, before and after the one synchronous step. */
export async function answerAdmin(
  parts: AccountParts,
  { env, rate, drain }: LentByObject,
  request: AdminRequest,
): Promise<CountedAnswer> {
  const { storage, account, clock, entities, publisher, outbox, queues, timers } = parts;
  const kind = keyKindFor(request);
  const secrets = secretsOf(env);
  const mintedKey = kind ? await mintKey(secrets, kind, request.account) : null;
  const sealedSecret = await sealNewSecret(request, mintedKey, secrets, entities);
  const subject = await subjectOf(request, secrets);
  const minted = await mintSecretFor(request, secrets);
  const now = clock.now();
  let requests: RequestsLeft | undefined;
  const first = handleAdmin(
    {
      countRequest: (token) => {
        requests = rate.take(token, now);
        return requests;
      },
      storage,
      timers,
      subject,
      account: account.find(),
      now,
      sealedSecret,
      minted,
      origin: env.PUBLIC_ORIGIN?.replace(/\/$/, '') ?? '',
      queues,
      publish: () => publisher.publish(clock.stamp()),
      numberUses: () => publisher.numberUses(),
      owe: (id, target, subject, body) => outbox.add(id, target, subject, body, now),
      schedule: (kind, key, dueAt) => timers.set(kind, key, dueAt),
      twilioPrices: twilioPricesOf(env),
      salesEmail: env.RINGLET_SALES_EMAIL || null,
    },
    request,
    mintedKey,
  );
  if (first.kind === 'entity' || first.kind === 'done') drain();
  const answer = await answerPurchase(parts, request, first);
  await showSecrets(request, answer, secrets, entities);
  showNewToken(request, answer, minted, storage.sql);
  return { ...answer, ...(requests && { requests }) };
}

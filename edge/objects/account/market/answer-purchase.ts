import type { AdminAnswer, AdminRequest } from '../../../rpc/admin-rpc.ts';
import type { AccountParts } from '../account-parts.ts';
import { etagOf } from '../read-entities.ts';
import { showPurchase } from '../resources/purchases.ts';

/** A new purchase is answered with what became of it, a repeated one too; any other answer stays as it is. */
export async function answerPurchase(
  { entities, purchases }: AccountParts,
  request: AdminRequest,
  answer: AdminAnswer,
): Promise<AdminAnswer> {
  if (request.resource !== 'purchases' || answer.kind !== 'entity' || !answer.created) return answer;
  const id = String(answer.entity.id);
  await purchases.settle(id);
  const stored = entities.read('purchases', id);
  if (!stored) return answer;
  const { body, revision } = stored;
  if (body.status !== 'failed') return { ...answer, entity: showPurchase(body), etag: etagOf(revision) };
  if (body.reason === 'refused') {
    const detail = `The provider does not sell them at this moment: nothing was bought and nothing charged. It is ${id}.`;
    return { kind: 'refused', code: 'conflict', detail };
  }
  const errors = body.numbers.flatMap(({ e164 }, i) =>
    body.taken.includes(e164)
      ? [{ path: `numbers.${i}`, code: 'sold', message: 'has been sold to somebody else' }]
      : [],
  );
  const detail = `Nothing was bought and nothing charged: ${errors.length} of ${body.numbers.length} are gone.`;
  return { kind: 'refused', code: 'number_sold', detail, errors };
}

import type { Env } from '../../env.ts';
import { encodeBase32 } from '../../keys/base32.ts';
import { mintAccountId } from '../../keys/routing-keys.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import type { StoredPerson } from './person-store.ts';

/** Ids of accounts are short enough to meet by chance; another one is tried then. */
const ATTEMPTS = 5;

/**
 * Makes the account of a newly confirmed person, or finds the one that was made for them before: its id follows from
 * the person, so that a repetition after a crash meets the same account.
 */
export async function makeOwnAccount(env: Env, secrets: SecretRing, person: StoredPerson): Promise<string> {
  const { id: user, email, name, country, timeZone } = person;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seed = await secrets.sign('link', `own-account:${attempt}:${user}`);
    const id = await mintAccountId(secrets, encodeBase32(seed, 6));
    const owner = { id: user, email, name };
    const answer = await env.ACCOUNT.getByName(`account:${id}`).create({
      id,
      name,
      country,
      timeZone,
      owner,
    });
    if (answer.kind === 'created') return id;
  }
  throw new Error('no free account id was found');
}

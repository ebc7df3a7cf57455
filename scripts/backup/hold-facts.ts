/** Facts between the objects of a running server stand still. */
export interface Hold {
  /** Says again that it goes on. Cheap: asks only when it is time. */
  renew(): Promise<void>;
  release(): Promise<void>;
  /** False if something was on its way when the copying began, or the hold ended before it did. */
  isWhole(): boolean;
}

const HOLD_S = 30;
const RENEW_MS = 10_000;

/**
 * Holds the facts of a server (`edge/objects/operation/outbox-hold.ts`). It lets them go by itself when nobody says
 * anything for half a minute.
 *
 * @throws Error if the server does not let itself be held
 */
export async function holdFacts(address: string, operatorToken: string): Promise<Hold> {
  let isWhole = true;
  let saidAt = 0;
  const say = async (forS: number): Promise<void> => {
    const before = saidAt;
    const response = await fetch(`${address}/ops/v1/hold`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ forS }),
    });
    if (!response.ok)
      throw new Error(`the server answered ${response.status} when its facts were to be held`);
    const answer = (await response.json()) as { isWhole: boolean };
    if (forS === 0) return;
    saidAt = performance.now();
    if (!answer.isWhole || (before > 0 && saidAt - before > HOLD_S * 1000)) isWhole = false;
  };
  await say(HOLD_S);
  return {
    async renew() {
      if (performance.now() - saidAt > RENEW_MS) await say(HOLD_S);
    },
    async release() {
      if (performance.now() - saidAt > HOLD_S * 1000) isWhole = false;
      await say(0);
    },
    isWhole: () => isWhole,
  };
}

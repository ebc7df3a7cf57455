import type { NumberInventory } from '../../domain/numbers/inventory.ts';
import { simulatedRegions } from '../../domain/numbers/simulated-stock.ts';
import type { Env } from '../../env.ts';
import { STOCK } from '../../rpc/object-rpc.ts';

/** The numbers of the simulator: one object has all of them, whoever asks. */
export function simulatorInventory(env: Env): NumberInventory {
  const stock = () => env.SIM.getByName(STOCK);
  return {
    name: 'simulator',
    regions: async () => ({ kind: 'found', items: simulatedRegions() }),
    search: async (question, limit) => {
      try {
        return { kind: 'found', items: await stock().searchStock({ question, limit }) };
      } catch {
        return { kind: 'unavailable', detail: 'the stock cannot be reached' };
      }
    },
    // It sells a key once, so an order whose answer was lost is simply sent again.
    buy: async ({ key, account, numbers }) => {
      try {
        return await stock().sellNumbers({ key, account, numbers: [...numbers] });
      } catch {
        return { kind: 'open', detail: 'the stock cannot be reached' };
      }
    },
    release: async ({ key, account, numbers }) => {
      try {
        await stock().takeBack({ key, account, numbers: [...numbers] });
        return 'released';
      } catch {
        return 'open'; // tried again later
      }
    },
  };
}

import { AUTH_SENDER } from '../../../domain/delivery.ts';
import { writeNumberRequest } from '../../../domain/numbers/request-mail.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Numbers of a region that the stock has not got: kept, and told to the operator's sales people (S2-10). */
export const requestRules: ResourceRules<'requests'> = {
  present: () => (request) => ({ ...request }),

  create: ({ now, token, salesEmail, account, access, owe }, { id, input }) => {
    if (salesEmail) {
      const message = writeNumberRequest(salesEmail, { ...input, account, name: access.name, by: token });
      const delivery = { id, account: AUTH_SENDER, destination: 'mail', message } as const;
      owe(id, `delivery:${AUTH_SENDER}:mail`, id, { type: 'delivery.send', delivery });
    }
    return { id, ...input, createdAt: new Date(now).toISOString(), madeBy: token };
  },
};

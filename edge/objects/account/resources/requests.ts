import { AUTH_SENDER } from '../../../domain/delivery.ts';
import { NUMBER_REQUESTS } from '../../../domain/limits.ts';
import { writeNumberRequest } from '../../../domain/numbers/request-mail.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Numbers of a region that the stock has not got: kept, and told to the operator's sales people (S2-10). */
export const requestRules: ResourceRules<'requests'> = {
  present: () => (request) => ({ ...request }),

  create: ({ entities, now, token, salesEmail, account, access, owe }, { id, input }) => {
    const since = new Date(now - NUMBER_REQUESTS.windowMs).toISOString();
    const recent = entities.list('requests').filter(({ createdAt }) => createdAt > since);
    if (recent.length >= NUMBER_REQUESTS.most) {
      refuse('too_many_attempts', 'Enough numbers were asked for today: a manager will come back to you.');
    }
    if (salesEmail) {
      const message = writeNumberRequest(salesEmail, { ...input, account, name: access.name, by: token });
      const delivery = { id, account: AUTH_SENDER, destination: 'mail', message } as const;
      owe(id, `delivery:${AUTH_SENDER}:mail`, id, { type: 'delivery.send', delivery });
    }
    return { id, ...input, createdAt: new Date(now).toISOString(), madeBy: token };
  },
};

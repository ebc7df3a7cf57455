import type { Destination } from '../domain/delivery.ts';
import type { DeliveryAdapter } from '../domain/ports.ts';
import type { Env } from '../env.ts';
import { mailAdapter } from './mail/mail-adapter.ts';

/** What carries messages to a destination. */
export function deliveryAdapter(env: Env, destination: Destination): DeliveryAdapter {
  switch (destination) {
    case 'mail':
      return mailAdapter(env);
    default: {
      const never: never = destination;
      return never;
    }
  }
}

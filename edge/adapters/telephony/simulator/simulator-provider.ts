import type { SendOutcome, TelephonyCommand, TelephonyProvider } from '../../../domain/ports.ts';
import type { Env } from '../../../env.ts';

/** The simulated telephones of the account (`SimObject`). Its events come back as facts. */
export function simulatorProvider(env: Env): TelephonyProvider {
  return {
    name: 'simulator',
    lookup: 'byId',
    interrupts: false,
    settleMs: 0,
    async send(command: TelephonyCommand): Promise<SendOutcome> {
      const sim = env.SIM.getByName(`sim:${command.leg.account}`);
      const fact = {
        id: command.key,
        subject: command.key,
        seq: 0,
        body: { type: 'telephony.command', command },
      } as const;
      const accepted = await sim.acceptFacts({ facts: [fact] }).then(
        (answer) => answer.accepted,
        (): string[] => [], // it is out of reach for the moment
      );
      return accepted.includes(command.key)
        ? { kind: 'accepted' }
        : { kind: 'retry', detail: 'the simulator did not take the command' };
    },
  };
}

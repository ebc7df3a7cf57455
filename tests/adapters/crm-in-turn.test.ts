import { expect, test } from 'vitest';
import { deliverCommunication } from '../../edge/adapters/crm/deliver-communication.ts';
import { inTurn, type Turns } from '../../edge/adapters/crm/in-turn.ts';
import { clientOf } from '../../edge/domain/crm/client-of.ts';
import { aCommunication, aSetup, resolved } from '../support/crm.ts';
import { KeptSteps, ModelCrm } from '../support/model-crm.ts';

test('communications of one person that are due at once make one lead', async () => {
  const crm = new ModelCrm(() => 'none');
  const kept = new KeptSteps();
  const turns: Turns = new Map();
  const told = ['com_1', 'com_2', 'com_3'].map((id) => aCommunication({ id, kind: 'request', text: id }));
  await Promise.all(
    told.map((communication) =>
      inTurn(turns, clientOf(communication), () =>
        deliverCommunication(crm.adapter, kept, { communication, rule: resolved(aSetup(), communication) }),
      ),
    ),
  );
  expect(crm.content().filter((line) => line.startsWith('lead'))).toHaveLength(1);
  expect(turns.size).toBe(0);
});

test('one that fails lets the next one go on, and nobody waits for another person', async () => {
  const turns: Turns = new Map();
  const log: string[] = [];
  const never = new Promise<void>(() => {});
  void inTurn(turns, 'somebody else', () => never);
  const failed = inTurn(turns, 'a', async () => {
    log.push('first');
    throw new Error('broken');
  });
  const next = inTurn(turns, 'a', async () => log.push('second'));
  await expect(failed).rejects.toThrow('broken');
  await next;
  expect(log).toEqual(['first', 'second']);
});

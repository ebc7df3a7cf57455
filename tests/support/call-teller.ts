import { setTimeout as delay } from 'node:timers/promises';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { askAdmin } from './admin-client.ts';
import type { TestServer } from './server.ts';

/** An exchange that tells a server of calls nobody answered, and remembers which were acknowledged. */
export class CallTeller {
  readonly #server: TestServer;
  readonly #key: string;
  readonly #secret: string;
  readonly #told: { caller: string; at: number }[] = [];

  static async make(server: TestServer): Promise<CallTeller> {
    const made = await askAdmin<{ key: string; secret: string }>(server, 'POST', 'integrations', {
      name: 'PBX',
      provider: 'webhook',
    });
    return new CallTeller(server, made.key, made.secret);
  }

  private constructor(server: TestServer, key: string, secret: string) {
    this.#server = server;
    this.#key = key;
    this.#secret = secret;
  }

  get secret(): string {
    return this.#secret;
  }

  async tell(caller: string, origin = this.#server.origin): Promise<void> {
    const call = `call-${caller}`;
    const data = { call, number: '+78005550100', caller, outcome: 'no_answer' };
    const body = JSON.stringify({ type: 'call.ended', data });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = await signWebhook(this.#secret, { id: call, timestamp }, body);
    const response = await fetch(`${origin}/v1/telephony/webhook/${this.#key}/events`, {
      method: 'POST',
      headers: { 'webhook-id': call, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      body,
    });
    if (response.status !== 204) throw new Error(`a call was answered with ${response.status}`);
    this.#told.push({ caller, at: Date.now() });
  }

  async tellMany(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await this.tell(`+79161234${100 + i}`);
      await delay(50);
    }
  }

  /** Callers whose calls were acknowledged before an instant, epoch ms. */
  toldBefore(at: number): string[] {
    return this.#told.filter((one) => one.at < at).map(({ caller }) => caller);
  }
}

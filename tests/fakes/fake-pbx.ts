import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Fault, FaultPlan } from './faults.ts';
import { waitFor } from './wait-for.ts';

/** A telephone of the exchange. */
export interface PbxPhone {
  leg: string;
  to: string;
  party: string;
  extension: { digits: string; delayS: number } | null;
  state: 'ringing' | 'answered' | 'talking' | 'ended';
  said: string[];
  peer: string | null;
  /** How often it was told to ring. */
  rings: number;
}

type Tell = (leg: string, what: string, data?: object) => void;
type Send = (address: string, init: RequestInit) => Promise<Response>;
type CreateGateway = (options: {
  secret: string;
  makeExchange: (tell: Tell) => object;
  send: Send;
}) => Server;

/** The sample that is documented. */
export const GATEWAY_FILE = fileURLToPath(new URL('../../docs/examples/pbx-gateway.mjs', import.meta.url));

/**
 * A telephone exchange behind the documented sample gateway, over real HTTP. Commands fail as planned in `faults`, by
 * their type; events go out through `events`, which may drop, double, hold or reorder them.
 */
export class FakePbx {
  readonly faults = new FaultPlan();
  /** Every command that arrived: its type and its id. */
  readonly commands: { type: string; id: string }[] = [];
  /** Commands that wait for an answer which never comes. */
  hanging = 0;
  readonly phones = new Map<string, PbxPhone>();
  /** How events go out; may be replaced. */
  events: (send: () => Promise<Response>, type: string) => Promise<Response> = (send) => send();
  #front: Server | null = null;
  #tell: Tell = () => {};

  /** Starts it. The secret is that of the integration, which may be known later. */
  async start(secret: () => string): Promise<void> {
    const { createGateway } = (await import(GATEWAY_FILE)) as { createGateway: CreateGateway };
    let gateway: Server | null = null;
    this.#front = createServer(async (request, response) => {
      gateway ??= createGateway({
        secret: secret(),
        makeExchange: (tell) => this.#exchange(tell),
        send: (address, init) => {
          const { type } = JSON.parse(String(init.body)) as { type: string };
          return this.events(() => fetch(address, init), type);
        },
      });
      this.#take(gateway, request, response);
    });
    await new Promise<void>((resolve) => this.#front?.listen(0, '127.0.0.1', resolve));
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    const address = this.#front?.address() as AddressInfo | undefined;
    return `127.0.0.1:${address?.port}`;
  }

  /** The telephone of that side which rings or talks in the callback. */
  phone(callback: string, party: 'manager' | 'visitor', state?: PbxPhone['state']): Promise<PbxPhone> {
    return waitFor(`the ${party}’s telephone`, () =>
      [...this.phones.values()].find(
        (phone) =>
          phone.leg.startsWith(callback) &&
          phone.party === party &&
          (state ? phone.state === state : phone.state !== 'ended'),
      ),
    );
  }

  answer(phone: PbxPhone): void {
    phone.state = 'answered';
    this.#tell(phone.leg, 'answered');
  }

  press(phone: PbxPhone, digit: string): void {
    this.#tell(phone.leg, 'digit', { digit });
  }

  end(phone: PbxPhone, cause: string, sip?: number): void {
    phone.state = 'ended';
    this.#tell(phone.leg, 'ended', { cause, ...(sip !== undefined && { sip }) });
  }

  /** What was said on the telephone can be heard at `url`. */
  record(phone: PbxPhone, url: string): void {
    this.#tell(phone.leg, 'recorded', { url });
  }

  async close(): Promise<void> {
    this.#front?.closeAllConnections();
    await new Promise((resolve) => this.#front?.close(resolve));
  }

  #take(gateway: Server, request: IncomingMessage, response: ServerResponse): void {
    const id = String(request.headers['webhook-id']);
    const type = `leg.${id.split(':').at(-1)?.split('-')[0]}`;
    this.commands.push({ type, id });
    const fault = this.faults.take(type);
    if (!fault) gateway.emit('request', request, response);
    else if (fault.kind === 'hang') {
      this.hanging += 1;
      response.on('close', () => {
        this.hanging -= 1;
      });
    } else {
      // The gateway answers into the void, and has read the command by the time that the line is cut.
      const act = () => gateway.emit('request', request, new ServerResponse(request));
      if (fault.kind === 'cut') {
        act();
        request.on('end', () => request.socket.destroy());
      } else fail(fault, { response, act });
    }
  }

  #exchange(tell: Tell): object {
    this.#tell = tell;
    return {
      ring: (leg: string, call: Pick<PbxPhone, 'to' | 'party' | 'extension'>) => {
        const { to, party, extension } = call;
        const rings = (this.phones.get(leg)?.rings ?? 0) + 1;
        const phone = { leg, to, party, extension, state: 'ringing' as const, said: [], peer: null, rings };
        this.phones.set(leg, phone);
        tell(leg, 'ringing');
      },
      say: (leg: string, { text }: { text: string }) => this.phones.get(leg)?.said.push(text),
      connect: (leg: string, peer: string) => {
        for (const [here, there] of [
          [leg, peer],
          [peer, leg],
        ] as const) {
          const phone = this.phones.get(here);
          if (phone) Object.assign(phone, { state: 'talking', peer: there });
        }
      },
      hangUp: (leg: string) => {
        const phone = this.phones.get(leg);
        if (phone && phone.state !== 'ended') this.end(phone, 'hangup');
      },
    };
  }
}

/** Writes the answer of a fault of another kind; `act` does what was asked. */
function fail(
  fault: Exclude<Fault, { kind: 'cut' | 'hang' }>,
  { response, act }: { response: ServerResponse; act: () => void },
): void {
  if (fault.kind === 'status') {
    response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
    return;
  }
  if (fault.kind === 'ghost') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    return;
  }
  act();
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
}

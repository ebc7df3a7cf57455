import { telephonyProvider } from '../../adapters/telephony/providers.ts';
import type { CallbackInput } from '../../domain/callback/state.ts';
import type { Fact, FactBody } from '../../domain/facts.ts';
import { commandsIn, isWanted, joinPrompts } from '../../domain/pending-commands.ts';
import type {
  DialCommand,
  LegRef,
  Party,
  PromptCommand,
  SendOutcome,
  TelephonyCommand,
  TelephonyEvent,
  TelephonyProvider,
} from '../../domain/ports.ts';
import type { WidgetIntegration } from '../../domain/site-model.ts';
import { logWarning } from '../../log.ts';
import { metrics } from '../../metrics/metrics.ts';
import { MAX_BACKOFF_MS } from '../outbox.ts';
import { LegLookup, LOOKUP_TIMER } from './leg-lookup.ts';
import { type DialledLeg, LegStore } from './leg-store.ts';
import { checkTalk, TALK_TIMER, watchTalk } from './talk-check.ts';
import { integrationOf, type TelephonyParts } from './telephony-parts.ts';

/** A telephone that could not be hung up for so long has hung up itself. */
const GIVE_UP_MS = 600_000;
/** An attempt whose telephones the provider cannot be told to ring has failed after this long. */
const PUT_OFF_MS = 900_000;
const KEEP_LEGS_MS = 86_400_000;

/**
 * Carries the commands of a widget's callbacks to their provider. What a dial was sent for is stored before it leaves
 * (`LegStore`); one of which nobody knows whether it was done is looked up, and never blindly repeated.
 */
export class Telephony {
  readonly #parts: TelephonyParts;
  readonly #legs: LegStore;
  readonly #lookup: LegLookup;
  /** By integration: the provider has said not to ask before, epoch ms. */
  readonly #closedUntil = new Map<string, number>();
  /** Callbacks whose sides may have met already, though the provider has not answered yet. */
  readonly #meeting = new Set<string>();

  constructor(parts: TelephonyParts) {
    this.#parts = parts;
    this.#legs = new LegStore(parts.storage.sql);
    this.#lookup = new LegLookup(parts, this.#legs);
  }

  /**
   * Sends the commands of one callback, and answers with the ids of what need not be sent again. Stops at the first
   * that has to wait: those behind it are for the same telephones.
   */
  async send(facts: readonly Fact[]): Promise<string[]> {
    const commands = commandsIn(facts);
    const done: string[] = [];
    const [first] = commands;
    const provider = first ? await this.#providerOf(first.command) : null;
    for (const { command, ids } of provider?.interrupts ? joinPrompts(commands) : commands) {
      if (!(await this.#sendOne(command))) return done;
      done.push(...ids);
    }
    return done;
  }

  /** Asks the provider what became of a dial or of a talk; null for a timer of another kind. */
  onTimer(kind: string, key: string): Promise<void> | null {
    if (kind === LOOKUP_TIMER) return this.#lookup.run(key);
    return kind === TALK_TIMER ? checkTalk(this.#parts, this.#legs, key) : null;
  }

  /** Whether news may move the machine: they must come by the integration that dialled, and tell of its call. */
  admits(body: Extract<FactBody, { type: 'telephony.event' }>): boolean {
    return this.#lookup.admits(body);
  }

  /** News as the machine takes them: an end before the two were connected is told apart from the end of their talk. */
  inputOf(event: TelephonyEvent): CallbackInput {
    const { callback } = event.leg;
    const isOwed = event.kind === 'ended' && this.#parts.outbox().owes(callback, 'telephony:');
    const isUnmet = isOwed && !this.#meeting.has(callback);
    return { kind: 'telephone', event, ...(isUnmet && { isUnmet }) };
  }

  /** The question to ask a call once more; null if it was understood, for then it is told something else. */
  questionOf(leg: LegRef): PromptCommand | null {
    if (this.#parts.outbox().owes(leg.callback, 'telephony:')) return null;
    return this.#legs.read(leg)?.question ?? null;
  }

  /** True if the command need not be sent again. */
  async #sendOne(command: TelephonyCommand): Promise<boolean> {
    const integration = this.#integrationOf(command);
    if (integration && this.#parts.now() < (this.#closedUntil.get(integration.id) ?? 0)) {
      return this.#putOff(command);
    }
    const provider = await this.#providerOf(command);
    const state = this.#parts.store.read(command.leg.callback)?.state;
    this.#meeting.delete(command.leg.callback);
    if (!state || !isWanted(command, state)) return true;
    if (!provider) return this.#refuse(command, { detail: 'the integration cannot make calls' });
    if (command.kind === 'dial' && integration) return this.#dial(command, integration, provider);
    const leg = this.#legs.read(command.leg);
    if (leg && this.#parts.now() < leg.askedAt + provider.settleMs) return false;
    if (command.kind === 'hangup' && leg && leg.status !== 'known' && provider.lookup !== 'byId') {
      this.#lookup.dismiss(leg);
      return true;
    }
    const withCall = command.kind === 'bridge' ? this.#managerCall(command) : null;
    // One request connects the two at once; by several they have not met before the last is answered.
    if (command.kind === 'bridge' && provider.lookup === 'byId') this.#meeting.add(command.leg.callback);
    const outcome = await provider.send(command, { call: leg?.call ?? null, withCall });
    if (outcome.kind === 'accepted') this.#noteQuestion(command);
    if (outcome.kind === 'accepted' && command.kind === 'bridge' && provider.check) {
      watchTalk(this.#parts, command.leg.callback);
    }
    return this.#settle(command, integration, outcome);
  }

  async #dial(
    dial: DialCommand,
    integration: WidgetIntegration,
    provider: TelephonyProvider,
  ): Promise<boolean> {
    const before = this.#legs.read(dial.leg);
    if (before?.status === 'unsure' || before?.status === 'known') return true;
    // A crash came between the request and its answer.
    if (before?.status === 'sending' && provider.lookup !== 'byId') {
      this.#lookup.start(before, provider);
      return true;
    }
    const sentAt = this.#parts.now();
    const leg: DialledLeg = {
      dial,
      integration,
      status: 'sending',
      call: null,
      tries: (before?.tries ?? 0) + 1,
      unwanted: false,
      sentAt,
      askedAt: 0,
      question: null,
    };
    this.#legs.forget(sentAt - KEEP_LEGS_MS);
    this.#legs.write(leg);
    const outcome = await provider.send(dial, { call: null, withCall: null });
    // The call may have told of itself before the answer to the request came.
    const after = this.#legs.read(dial.leg) ?? leg;
    if (after.status === 'known') return true;
    if (outcome.kind === 'unknown') this.#lookup.start(after, provider);
    else if (outcome.kind === 'accepted') this.#lookup.know(after, outcome.call ?? null);
    else if (provider.lookup !== 'byId') this.#legs.remove(dial.leg);
    return this.#settle(dial, integration, outcome);
  }

  #settle(command: TelephonyCommand, integration: WidgetIntegration | null, outcome: SendOutcome): boolean {
    const provider = integration?.provider ?? 'simulator';
    const labels = { provider, command: command.kind, outcome: outcome.kind };
    metrics.count('ringlet_telephony_commands_total', labels);
    if (outcome.kind === 'refused') return this.#refuse(command, outcome);
    if (outcome.kind === 'over') return this.#missed(command, outcome.party);
    if (outcome.kind !== 'retry') return true;
    if (integration && outcome.afterMs !== undefined) {
      this.#closedUntil.set(integration.id, this.#parts.now() + outcome.afterMs);
    }
    if (command.kind === 'dial') return this.#putOff(command);
    const sentAt = this.#legs.read(command.leg)?.sentAt ?? this.#parts.now();
    return command.kind === 'hangup' && this.#parts.now() - sentAt > GIVE_UP_MS;
  }

  /**
   * A dial has yet to leave, so nobody has failed to answer: its ringing time begins anew with each try. Not where
   * somebody is on the line and waits, nor for ever. True if it need not be sent again.
   */
  #putOff(command: TelephonyCommand): boolean {
    const { callback } = command.leg;
    const state = this.#parts.store.read(callback)?.state;
    if (command.kind !== 'dial' || !state || state.legs.some(({ answered }) => answered)) return false;
    if (this.#parts.now() - state.attemptAt > PUT_OFF_MS) {
      return this.#refuse(command, { detail: 'the provider could not be reached' });
    }
    this.#parts.advance(callback, { kind: 'dial_unsure', waitMs: MAX_BACKOFF_MS });
    return false;
  }

  /** Nobody will ring or be connected; anything else that is refused moves nothing. */
  #refuse(
    { kind, key, leg }: TelephonyCommand,
    { detail, cause }: { detail: string; cause?: 'invalid_number' },
  ) {
    logWarning('telephony command refused', { callback: leg.callback, command: kind, detail });
    if (kind === 'dial') {
      const at = this.#parts.now();
      const event = { id: `${key}:refused`, leg, at, kind: 'ended', cause: cause ?? 'failed' } as const;
      this.#parts.advance(leg.callback, { kind: 'telephone', event });
    } else if (kind === 'bridge') this.#parts.advance(leg.callback, { kind: 'provider_refused' });
    return true;
  }

  /** Whom there was nobody to connect with: that side hung up a moment before. */
  #missed(command: TelephonyCommand, party: Party): true {
    if (command.kind !== 'bridge') return true;
    const leg = party === 'manager' ? { ...command.leg, party, line: command.withLine } : command.leg;
    const event = { leg, at: this.#parts.now(), kind: 'ended', cause: 'hangup' } as const;
    this.#parts.advance(leg.callback, { kind: 'telephone', event, isUnmet: true });
    return true;
  }

  /** What a call is asked last is asked again after a key that means nothing. */
  #noteQuestion(command: TelephonyCommand): void {
    const leg = this.#legs.read(command.leg);
    if (!leg || command.kind === 'hangup') return;
    const isQuestion = command.kind === 'prompt' && command.gather;
    this.#legs.write({ ...leg, question: isQuestion ? command : null });
  }

  #integrationOf({ leg }: TelephonyCommand): WidgetIntegration | null {
    return integrationOf(this.#parts.store, this.#legs.integrationOf(leg));
  }

  async #providerOf(command: TelephonyCommand): Promise<TelephonyProvider | null> {
    const integration = this.#integrationOf(command);
    const isReal = (this.#parts.store.readConfig()?.provider ?? 'simulator') !== 'simulator';
    return integration === null && isReal ? null : telephonyProvider(this.#parts.env, integration);
  }

  #managerCall({ leg, withLine }: Extract<TelephonyCommand, { kind: 'bridge' }>): string | null {
    return this.#legs.read({ ...leg, party: 'manager', line: withLine })?.call ?? null;
  }
}

import type { CallbackState } from './callback/state.ts';
import type { Fact } from './facts.ts';
import type { TelephonyCommand } from './ports.ts';

/** A command with the facts that are done with it. */
export interface PendingCommand {
  command: TelephonyCommand;
  ids: string[];
}

/** The commands among the facts, in their order. */
export function commandsIn(facts: readonly Fact[]): PendingCommand[] {
  return facts.flatMap(({ id, body }) =>
    body.type === 'telephony.command' ? [{ command: body.command, ids: [id] }] : [],
  );
}

/**
 * Two prompts in a row for one telephone as one, for a provider that would cut off the first: what comes first is said
 * once, ahead of what is repeated.
 */
export function joinPrompts(commands: readonly PendingCommand[]): PendingCommand[] {
  const joined: PendingCommand[] = [];
  for (const next of commands) {
    const last = joined.at(-1);
    const isSame = last?.command.leg.party === next.command.leg.party;
    if (last && isSame && last.command.kind === 'prompt' && next.command.kind === 'prompt') {
      const first = [last.command.first, last.command.text].filter(Boolean).join(' ');
      joined[joined.length - 1] = {
        command: { ...next.command, first },
        ids: [...last.ids, ...next.ids],
      };
    } else joined.push(next);
  }
  return joined;
}

/**
 * True if a command that waited still makes sense: its telephone belongs to the running attempt, and has not ended.
 * Hanging up always does.
 */
export function isWanted({ leg, kind }: TelephonyCommand, state: CallbackState): boolean {
  if (kind === 'hangup') return true;
  if (state.attempt !== leg.attempt) return false;
  const own = state.legs.find(({ party, line }) => party === leg.party && line === leg.line);
  return own !== undefined && own.code === null && (kind !== 'dial' || !own.answered);
}

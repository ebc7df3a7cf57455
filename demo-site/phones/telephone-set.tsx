import type { SimulatorGesture } from '../../shared/contract/simulator.ts';
import { formatPhone } from '../format-phone.ts';
import { CallClock } from './call-clock.tsx';
import { Keypad } from './keypad.tsx';
import { SayForm } from './say-form.tsx';
import { Speech } from './speech.tsx';
import type { KnownLeg, Telephone } from './telephones.ts';

interface Props {
  telephone: Telephone;
  /** False while there is no connection: gestures would be lost. */
  isLinked: boolean;
  /** Whose call the last one from this telephone was, in words; null if that is not known. */
  verdict: string | null;
  onGesture(gesture: SimulatorGesture): void;
}

/** One telephone with its screen, its keypad and its buttons. */
export function TelephoneSet({ telephone, isLinked, verdict, onGesture }: Props) {
  const { leg } = telephone;
  return (
    <section
      class={`telephone telephone-${leg?.state ?? 'idle'}`}
      aria-label={telephone.name}
      data-phone={telephone.address}
    >
      <header>
        <h3>{telephone.owner === 'office' ? telephone.name : 'Visitor'}</h3>
        <p class="muted tabular">{formatPhone(telephone.address)}</p>
        {telephone.otherCalls > 0 && (
          <p class="badge badge-warn">
            {telephone.otherCalls === 1 ? '1 more call' : `${telephone.otherCalls} more calls`}
          </p>
        )}
      </header>
      <div class="screen">
        <CallState leg={leg} />
        {leg && leg.turns.length > 0 && <Speech turns={leg.turns} />}
        {verdict && <p class="muted small">{verdict}</p>}
      </div>
      {leg?.waitsFor && (
        <Keypad
          keys={leg.waitsFor.keys}
          isLinked={isLinked}
          onPress={(digit) => onGesture({ type: 'digit', leg: leg.id, digit })}
        />
      )}
      {leg?.waitsFor?.speech && (
        <SayForm
          language={leg.waitsFor.language}
          isLinked={isLinked}
          onSay={(text) => onGesture({ type: 'say', leg: leg.id, text })}
        />
      )}
      {leg && leg.state !== 'ended' && <CallButtons leg={leg} isLinked={isLinked} onGesture={onGesture} />}
    </section>
  );
}

function CallState({ leg }: { leg: KnownLeg | null }) {
  if (!leg) return <p class="state muted">Quiet</p>;
  switch (leg.state) {
    case 'ringing':
      return (
        <p class="state" role="alert">
          <Bell />
          <span>
            Ringing{' '}
            <span class="from">
              from <b class="tabular">{formatPhone(leg.from)}</b>
            </span>
          </span>
        </p>
      );
    case 'calling':
      return (
        <p class="state">
          <span>
            Calling <b class="tabular">{formatPhone(leg.from)}</b>
          </span>
        </p>
      );
    case 'answered':
      return (
        <p class="state">
          Answered <CallClock since={leg.talkingSince} />
          {leg.waitsFor && (
            <span class="badge badge-warn">
              {leg.waitsFor.speech ? 'waits for a key or a word' : 'waits for a key'}
            </span>
          )}
        </p>
      );
    case 'connected':
      return (
        <p class="state">
          Talking <CallClock since={leg.talkingSince} />
          <span class="badge badge-good">
            connected with {leg.party === 'manager' ? 'the visitor' : 'the office'}
          </span>
        </p>
      );
    case 'ended':
      return <p class="state muted">{endOf(leg)}</p>;
    default: {
      const never: never = leg.state;
      return never;
    }
  }
}

function CallButtons({ leg, isLinked, onGesture }: { leg: KnownLeg } & Omit<Props, 'telephone' | 'verdict'>) {
  const button = (label: string, kind: string, type: 'answer' | 'decline' | 'hangup') => (
    <button
      class={`call ${kind}`}
      type="button"
      disabled={!isLinked}
      onClick={() => onGesture({ type, leg: leg.id })}
    >
      {label}
    </button>
  );
  return (
    <div class="call-buttons">
      {leg.state === 'ringing' ? (
        <>
          {button('Answer', 'call-good', 'answer')}
          {button('Decline', 'call-bad', 'decline')}
        </>
      ) : (
        button('Hang up', 'call-bad', 'hangup')
      )}
    </div>
  );
}

function endOf(leg: KnownLeg): string {
  const hasTalked = leg.talkingSince !== null;
  switch (leg.endedBy) {
    case 'here':
      return hasTalked ? 'Hung up here' : leg.isCaller ? 'Gave up' : 'Declined';
    case 'there':
      if (hasTalked) return 'The other side hung up';
      return leg.isCaller ? 'Was declined' : 'The caller gave up';
    case 'unreachable':
      return 'This number leads to no office';
    case 'no_answer':
      return 'Nobody answered';
    case 'busy':
      return 'Was busy';
    case null:
      return 'Ended';
    default: {
      const never: never = leg.endedBy;
      return never;
    }
  }
}

function Bell() {
  return (
    <svg
      class="bell"
      width="28"
      height="28"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z" stroke-width="1.8" stroke-linejoin="round" />
      <path d="M10 21h4" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  );
}

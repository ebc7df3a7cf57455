import type { LegNews } from '../../../domain/ports.ts';

/** What a status of a call says in our words; null for one that moves nothing. `sip` is SIP's final code, if told. */
export function newsOfStatus(status: string, sip: string | null): LegNews | null {
  const code = sip !== null && /^[4-6]\d\d$/.test(sip) ? Number(sip) : undefined;
  switch (status) {
    case 'queued':
    case 'initiated':
    case 'ringing':
      return { kind: 'ringing' };
    case 'in-progress':
      return { kind: 'answered' };
    case 'completed':
    case 'canceled':
      return { kind: 'ended', cause: 'hangup' };
    case 'busy':
      return { kind: 'ended', cause: 'busy', sip: code };
    case 'no-answer':
      // 487 is Twilio's own giving up after `Timeout`: nobody answered.
      return { kind: 'ended', cause: 'no_answer', sip: code === 487 ? undefined : code };
    case 'failed': {
      const isWrong = code === 404 || code === 484 || code === 604;
      return { kind: 'ended', cause: isWrong ? 'invalid_number' : 'failed', sip: code };
    }
    default:
      return null;
  }
}

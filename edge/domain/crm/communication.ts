import type { Touch } from '../../../shared/touch.ts';

/** What the rules of a CRM see: a call, a callback, an offline request or a chat, in one shape. */
export type CommunicationKind = 'call' | 'callback' | 'request' | 'chat';

/** Something named by the account, as templates spell it and conditions compare it. */
export interface Named {
  id: string;
  name: string;
}

/** Who got in touch. Phones are E.164, the first one is the main one. */
export interface CommunicationContact {
  name: string | null;
  phones: string[];
  emails: string[];
}

/** A line of a chat. `at` is epoch ms. */
export interface ChatLine {
  id: string;
  at: number;
  from: 'visitor' | 'employee' | 'system';
  author: string | null;
  text: string;
}

/**
 * A communication at the moment at which it is told of. One that goes on is told of several times under the same id:
 * a call when it begins and when it is over, a chat at its start, with every line, and at its end.
 */
export interface Communication {
  id: string;
  kind: CommunicationKind;
  phase: 'start' | 'message' | 'end';
  /** A call that the business made is `out`; whoever ordered a callback has come `in`. */
  direction: 'in' | 'out';
  /** Epoch ms. */
  startedAt: number;
  endedAt: number | null;
  contact: CommunicationContact;
  /** The substitute number or the office's phone that was called, E.164. */
  calledNumber: string | null;
  site: Named | null;
  campaign: Named | null;
  office: Named | null;
  /** Of a chat or an offline request. */
  channel: (Named & { type: string }) | null;
  widget: Named | null;
  tool: string | null;
  touch: Touch | null;
  page: string | null;
  /** Id of the employee who took the call that succeeded, or who answered the chat. */
  responsible: string | null;
  /** Seconds; null while nobody has talked. */
  talkS: number | null;
  success: boolean | null;
  /** Where the recording can be heard. */
  recording: string | null;
  tags: string[];
  /** Of an offline request: what was written. */
  text: string | null;
  /** Of a chat: the lines so far; with phase `message` the new ones alone. */
  lines: ChatLine[];
}

/** As the account keeps it: with what it came of, and with all its lines. */
export interface StoredCommunication extends Communication {
  /** Id of the call or callback; of a chat or request its integration's and what that calls it. */
  source: string;
}

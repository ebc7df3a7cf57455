import type { SimulatedLegState, SimulatedTurn } from '../../../shared/contract/simulator.ts';
import type { LegRef } from '../../domain/ports.ts';
import type { InboundRef, SimLeg, SimQuestion } from '../../domain/simulated-leg.ts';

type Row = {
  id: string;
  ref: string;
  to_address: string;
  from_address: string;
  state: string;
  turns: string;
  question: string | null;
  peer: string | null;
  ended_by: string | null;
  started_at: number;
  ended_at: number | null;
  events: number;
};

/** The SQL of the simulated telephones. Nothing here decides. */
export class SimStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(id: string): SimLeg | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM legs WHERE id = ?', id).toArray();
    return row ? toLeg(row) : null;
  }

  /** True if the telephone of this address rings or talks. */
  isEngaged(address: string): boolean {
    return (
      this.#sql
        .exec("SELECT 1 FROM legs WHERE to_address = ? AND state != 'ended' LIMIT 1", address)
        .toArray().length > 0
    );
  }

  /** The newest legs, oldest first. */
  newest(limit: number): SimLeg[] {
    return this.#sql
      .exec<Row>('SELECT * FROM legs ORDER BY started_at DESC, id LIMIT ?', limit)
      .toArray()
      .map(toLeg)
      .reverse();
  }

  write(leg: SimLeg): void {
    this.#sql.exec(
      `INSERT INTO legs (id, ref, to_address, from_address, state, turns, question, peer, ended_by, started_at,
         ended_at, events)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
       ON CONFLICT (id) DO UPDATE SET state = ?5, turns = ?6, question = ?7, peer = ?8, ended_by = ?9,
         ended_at = ?11, events = ?12`,
      leg.id,
      JSON.stringify(leg.ref),
      leg.to,
      leg.from,
      leg.state,
      JSON.stringify(leg.turns),
      leg.question && JSON.stringify(leg.question),
      leg.peer,
      leg.endedBy,
      leg.startedAt,
      leg.endedAt,
      leg.events,
    );
  }

  forgetEnded(before: number): void {
    this.#sql.exec("DELETE FROM legs WHERE state = 'ended' AND started_at < ?", before);
  }
}

function toLeg(row: Row): SimLeg {
  return {
    id: row.id,
    ref: JSON.parse(row.ref) as LegRef | InboundRef,
    to: row.to_address,
    from: row.from_address,
    state: row.state as SimulatedLegState,
    turns: JSON.parse(row.turns) as SimulatedTurn[],
    question: row.question === null ? null : (JSON.parse(row.question) as SimQuestion),
    peer: row.peer,
    endedBy: row.ended_by as SimLeg['endedBy'],
    startedAt: row.started_at,
    endedAt: row.ended_at,
    events: row.events,
  };
}

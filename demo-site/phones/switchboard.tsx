import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { SimulatorGesture } from '../../shared/contract/simulator.ts';
import { listAll } from '../admin-client.ts';
import type { BrowserSession } from '../browser-session.ts';
import { CallForm } from './call-form.tsx';
import { HoursSwitch } from './hours-switch.tsx';
import { OrderList } from './order-list.tsx';
import { useOrders } from './orders.ts';
import { useRingTone } from './ring-tone.ts';
import { type LinkState, openSimulatorSocket, type SimulatorSocket } from './simulator-socket.ts';
import { useSpeaker } from './speaker.ts';
import { TelephoneSet } from './telephone-set.tsx';
import { isLive, type KnownLeg, listTelephones, mergePicture, type Telephone } from './telephones.ts';
import { Toggle } from './toggle.tsx';
import { useVerdicts } from './verdicts.ts';

/** All telephones of an account: one per office, and one per visitor number that has been called. */
export function Switchboard(props: { session: BrowserSession; onUnauthorized(): void }) {
  const { offices, problem } = useOffices(props.session, props.onUnauthorized);
  const { legs, link, send, clearEnded } = useLegs(props.session);
  const [hasRingTone, setRingTone] = useState(false);
  const [hasSpeaker, setSpeaker] = useState(false);
  const ringing = legs.filter((leg) => leg.state === 'ringing').length;
  useRingTone(hasRingTone && ringing > 0);
  useSpeaker(hasSpeaker, legs);
  useEffect(() => {
    document.title = ringing > 0 ? `(${ringing}) Ringing · Ringlet` : 'Telephones · Ringlet';
  }, [ringing]);
  const verdicts = useVerdicts(props.session, legs);
  const orders = useOrders(props.session, legs);
  const telephones = useMemo(() => listTelephones(offices ?? [], legs), [offices, legs]);
  const setsOf = (owner: Telephone['owner']) =>
    telephones
      .filter((telephone) => telephone.owner === owner)
      .map((telephone) => (
        <TelephoneSet
          key={telephone.address}
          telephone={telephone}
          isLinked={link === 'open'}
          verdict={telephone.leg?.isCaller ? (verdicts.get(telephone.address) ?? null) : null}
          onGesture={send}
        />
      ));

  return (
    <>
      <div class="switchboard-head">
        <div>
          <h1>Telephones</h1>
          <p class="muted">Simulated: nothing here costs money or rings anywhere else.</p>
        </div>
        <div class="row">
          <Toggle label="Ring tone" isOn={hasRingTone} onChange={setRingTone} />
          <Toggle label="Speak aloud" isOn={hasSpeaker} onChange={setSpeaker} />
          <button class="button" type="button" disabled={legs.every(isLive)} onClick={clearEnded}>
            Clear ended
          </button>
        </div>
      </div>
      <LinkNotice link={link} />
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
      <div class="switchboard">
        <section class="desk" aria-label="Offices">
          <h2>Offices</h2>
          <HoursSwitch session={props.session} />
          {offices?.length === 0 && (
            <p class="card muted">
              This account has no office with a telephone yet. Add one through the API or the studio.
            </p>
          )}
          {setsOf('office')}
        </section>
        <section class="desk" aria-label="Visitors">
          <h2>Visitors</h2>
          <CallForm isLinked={link === 'open'} onCall={send} />
          {setsOf('visitor')}
        </section>
        <OrderList orders={orders} isLinked={link === 'open'} onGesture={send} />
      </div>
    </>
  );
}

function LinkNotice(props: { link: LinkState }) {
  return (
    <div role="status">{props.link === 'lost' && <p class="notice">Connection lost. Trying again…</p>}</div>
  );
}

function useOffices(session: BrowserSession, onUnauthorized: () => void) {
  const [offices, setOffices] = useState<Office[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isCurrent = true;
    let retry: ReturnType<typeof setTimeout>;
    const load = async () => {
      const answer = await listAll<Office>(session, 'offices');
      if (!isCurrent) return;
      if (answer.kind === 'unauthorized') return onUnauthorized();
      if (answer.kind === 'ok') {
        setOffices(answer.value);
        setProblem('');
        return;
      }
      setProblem(
        answer.kind === 'refused' ? answer.message : 'The list of offices cannot be loaded just now.',
      );
      retry = setTimeout(load, 5000);
    };
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(retry);
    };
  }, [session]);
  return { offices, problem };
}

function useLegs(session: BrowserSession) {
  const [legs, setLegs] = useState<KnownLeg[]>([]);
  const [link, setLink] = useState<LinkState>('connecting');
  const cleared = useRef(new Set<string>());
  const socket = useRef<SimulatorSocket | null>(null);
  useEffect(() => {
    const opened = openSimulatorSocket(session, {
      onPicture: ({ calls }) => {
        const wanted = calls.filter((leg) => !cleared.current.has(leg.id));
        setLegs((known) => mergePicture(known, wanted, Date.now()));
      },
      onLink: setLink,
    });
    socket.current = opened;
    return () => opened.close();
  }, [session]);
  const clearEnded = () => {
    for (const leg of legs) if (!isLive(leg)) cleared.current.add(leg.id);
    setLegs(legs.filter(isLive));
  };
  return {
    legs,
    link,
    clearEnded,
    send: (gesture: SimulatorGesture) => socket.current?.send(gesture) ?? false,
  };
}

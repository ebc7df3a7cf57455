import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { computeTouch } from '../../../shared/touch.ts';
import { decodeVisit } from '../../../widget/visit.ts';
import {
  aSnapshot,
  type FakeEdge,
  freshPage,
  leavePage,
  ringlet,
  runLoader,
  settle,
  shown,
  touchPage,
} from '../loader-page.ts';

const HOME = 'http://localhost:3000/next?a=1';
const VISITOR = 'v_0123456789abcdefghijkl';
const HOSTS = { hosts: ['localhost', 'first.example'] };
const ADVERT = 'https://first.example/?utm_source=yandex&utm_medium=cpc';
let edge: FakeEdge;

beforeEach(() => {
  edge = freshPage(`${HOME}&_rl=sealed#top`);
});
afterEach(leavePage);

const storedVisit = () => decodeVisit(/_ringlet=([^;]*)/.exec(document.cookie)?.[1] ?? '');
const linksTold = () => edge.requests.map(({ link }) => link);

/** Knows by the link who comes. */
function answerAsVisitor(): void {
  const touch = { ...computeTouch(ADVERT, '', () => false), ageS: 60 };
  edge.reply = ({ link }) => (link ? { visitor: VISITOR, touch } : {});
}

it('tells once what a page was reached by, and is from then on who it says', async () => {
  answerAsVisitor();
  await runLoader(aSnapshot(HOSTS));
  expect(shown()).toBe('8 (495) 123-45-67');
  expect(edge.requests[0]).toMatchObject({ link: 'sealed', page: { url: HOME } });
  const { visitor, touch, recordedAt } = storedVisit();
  expect([visitor, touch?.source, touch?.landing]).toEqual([VISITOR, 'yandex', ADVERT]);
  expect(Math.abs(Date.now() - recordedAt - 60_000)).toBeLessThan(30_000);
  await ringlet('page', '/later');
  await ringlet('explain');
  expect(storedVisit().visitor).toBe(VISITOR);
  expect(linksTold().slice(1).filter(Boolean)).toEqual([]);
});

it('asks also where it could show what it showed last', async () => {
  await runLoader(aSnapshot(HOSTS));
  await ringlet('destroy');
  history.replaceState(null, '', `${HOME}&_rl=newer`);
  await runLoader(aSnapshot(HOSTS));
  expect(linksTold()).toEqual(['sealed', 'newer']);
});

it('tells it again if no answer came, and nothing before consent', async () => {
  await runLoader(aSnapshot({ ...HOSTS, consentDefault: 'memory' }));
  edge.reply = () => 'cut';
  await ringlet('consent', 'full');
  await settle();
  edge.reply = () => ({});
  await ringlet('page', '/next');
  await ringlet('explain');
  expect(linksTold()).toEqual([undefined, 'sealed', 'sealed']);
});

it('takes it out of the address and leaves the rest', async () => {
  history.replaceState({ mine: 1 }, '');
  await runLoader(aSnapshot(HOSTS));
  await touchPage();
  await vi.waitFor(() => expect(location.href).toBe(`${HOME}#top`), { timeout: 20_000 });
  expect(history.state).toEqual({ mine: 1 });
  expect(edge.requests.map(({ cause }) => cause)).toEqual(['view']);
});

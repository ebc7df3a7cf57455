import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../edge/adapters/post-message.ts';
import { digitsOf, orderCall } from '../../edge/adapters/robocalls/zvonobot/order-call.ts';
import { readCalls } from '../../edge/adapters/robocalls/zvonobot/read-call.ts';
import { askZvonobot, type ZvonobotAccount } from '../../edge/adapters/robocalls/zvonobot/zvonobot-client.ts';
import {
  checkKey,
  createSpokenRecord,
  listRecords,
  listSenders,
} from '../../edge/adapters/robocalls/zvonobot/zvonobot-records.ts';
import {
  type RobocallNews,
  type StoredRobocall,
  takeNews,
} from '../../edge/domain/robocall/robocall-state.ts';
import { DigitActionsSchema, RobocallPhoneSchema } from '../../shared/contract/admin/robocall.ts';
import { FakeZvonobot, type FakeZvonobotOptions } from '../fakes/fake-zvonobot.ts';
import { FaultPlan } from '../fakes/faults.ts';
import { type ServedHandler, serveHandler } from '../fakes/serve-handler.ts';

const KEY = 'key-of-the-customer';
const SENDER = '74951234567';
const CLIENT = '79004443322';
/** The payload of the customer's document, word for word (S5-25). */
const EXAMPLE = [
  { record: '1460168' },
  { managerPhone: '74242490764' },
  { smsText: 'Привет, это Толик' },
  { needBlock: '1' },
];

const open: ServedHandler[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function aZvonobot(options: Partial<FakeZvonobotOptions> = {}, apiKey = KEY) {
  const faults = new FaultPlan();
  const told: unknown[] = [];
  const fake = new FakeZvonobot({
    apiKey: KEY,
    faults,
    senders: [SENDER],
    now: () => 1_795_000_000_000,
    async send(request) {
      told.push(await request.json());
      return new Response('');
    },
    ...options,
  });
  const server = await serveHandler((request) => fake.handle(request));
  open.push(server);
  const account: ZvonobotAccount = {
    api: `http://${server.host}`,
    apiKey,
    maleGender: 0,
    post,
    now: () => 1_795_000_000_000,
  };
  const order = (actions: unknown = [], phone = CLIENT) =>
    orderCall(account, {
      number: SENDER,
      phone,
      record: '1484915',
      actions: DigitActionsSchema.parse(actions),
      webhookUrl: 'http://127.0.0.1:1/hook',
      label: 'rbc_1',
    });
  return { fake, faults, account, order, told };
}

async function post(address: string, init: RequestInit): Promise<Reply> {
  try {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(500) });
    return { kind: 'answered', status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch {
    return { kind: 'silent' };
  }
}

describe('the payload of digits', () => {
  it('does for the document’s own example exactly what it says (S5-25)', async () => {
    const { fake, order } = await aZvonobot();
    const done = [];
    for (const digit of [0, 1, 2, 3, 4]) {
      await order(EXAMPLE);
      const call = fake.calls.at(-1);
      if (call) done.push(await fake.play(call, digit));
    }
    expect(done).toEqual(['record 1460168', 'transfer 74242490764', 'sms', 'block', null]);
    expect(fake.messages).toEqual([{ phone: CLIENT, text: 'Привет, это Толик' }]);
    expect([...fake.blocked]).toEqual([CLIENT]);
  });

  it('skips an empty entry, takes 1, "1" and true for yes, and refuses what is too much by its index (S5-35)', () => {
    const parsed = DigitActionsSchema.parse([{}, { needBlock: 1 }, { needBlock: '1' }, { needBlock: true }]);
    expect(digitsOf(parsed)).toEqual([1, 2, 3].map((digit) => ({ digit, needBlock: 1 })));
    const faults = (value: unknown) =>
      DigitActionsSchema.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(faults(Array.from({ length: 11 }, () => ({})))).toEqual(['']);
    expect(faults([{}, {}, { record: '1', smsText: 'two in one' }])).toEqual(['2']);
    expect(faults([{ needBlock: '0' }])).toEqual(['0.needBlock']);
    expect(faults([{}, { managerPhone: '+74242490764' }])).toEqual(['1.managerPhone']);
    expect(faults([{ play: '1' }])).toEqual(['0']);
  });
});

describe('a telephone number', () => {
  it('is digits with a country code, eleven or more, and a wrong one is told what is wrong (S5-13)', () => {
    for (const good of ['71234567890', '375291234567', '447911123456']) {
      expect(RobocallPhoneSchema.safeParse(good).success, good).toBe(true);
    }
    const messageOf = (text: string) => RobocallPhoneSchema.safeParse(text).error?.issues[0]?.message;
    expect(messageOf('89161234567')).toBe('begins with a country code: write 79161234567');
    expect(messageOf('+79161234567')).toBe('has no plus: write 79161234567');
    expect(messageOf('7 (916) 123-45-67')).toMatch(/^has digits alone/);
    expect(messageOf('7916123456')).toMatch(/^must be 11 to 15 digits/);
  });
});

describe('an order', () => {
  it('is read whether its answer is a list or an object (S5-33)', async () => {
    for (const answersObject of [false, true]) {
      const { order } = await aZvonobot({ answersObject });
      expect(await order()).toEqual({ kind: 'accepted', call: '1', status: 'created' });
    }
  });

  it('of which nobody knows what became is unknown, and not a refusal', async () => {
    const { fake, faults, order } = await aZvonobot();
    faults.next(
      'create',
      { kind: 'cut' },
      { kind: 'html' },
      { kind: 'status', status: 502 },
      { kind: 'hang' },
    );
    const kinds = [];
    for (let i = 0; i < 4; i++) kinds.push((await order()).kind);
    expect(kinds).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(fake.calls).toHaveLength(2);
  });

  it('that is refused says why, without the key and without telephones', async () => {
    const { fake, faults, order } = await aZvonobot();
    expect(await order([], '71')).toMatchObject({ kind: 'refused', detail: 'Неверный номер' });
    fake.balance = 0;
    expect(await order()).toMatchObject({ kind: 'refused', detail: 'Недостаточно средств' });
    faults.next('create', { kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect(await order()).toEqual({ kind: 'retry', detail: 'status 429', afterMs: 7000 });
    const stranger = await aZvonobot({}, 'another-key');
    const refused = await stranger.order();
    expect(refused).toMatchObject({ kind: 'refused', isKey: true });
    expect(JSON.stringify(refused)).not.toContain('another-key');
    const unknownSender = await aZvonobot({ senders: [] });
    expect(JSON.stringify(await unknownSender.order())).not.toContain(SENDER);
  });
});

describe('the account at the vendor’s', () => {
  it('is checked by its key, and lists numbers and records with their moderation (S5-10, S5-12)', async () => {
    const { account, fake } = await aZvonobot();
    expect(await checkKey(account)).toEqual({ kind: 'done', value: { balance: 100 } });
    expect(await listSenders(account)).toEqual({ kind: 'done', value: [SENDER] });
    const made = await createSpokenRecord(account, { name: 'Sale', text: 'Добрый день', voice: 'female' });
    expect(made).toMatchObject({ kind: 'done', value: { moderation: 'awaiting' } });
    expect(fake.records[1]).toMatchObject({ source: 'text', text: 'Добрый день', gender: 1 });
    fake.records.push({ id: 3, name: 'Bad', status: 'rejected', moderatorComment: 'Реклама' });
    expect(await listRecords(account)).toMatchObject({
      value: [
        { id: '1484915', moderation: 'approved' },
        { moderation: 'awaiting' },
        { id: '3', moderation: 'rejected', comment: 'Реклама' },
      ],
    });
  });
});

describe('what is told of a call', () => {
  const CALL: StoredRobocall = {
    id: 'rbc_1',
    integration: 'int_1',
    number: SENDER,
    phone: CLIENT,
    record: '1',
    actions: [],
    status: 'planned',
    vendorStatus: null,
    detail: null,
    vendorCall: null,
    createdAt: 0,
    answeredAt: null,
    finishedAt: null,
    digit: null,
    recording: null,
    cost: null,
  };

  it('comes from the webhook and from asking in the same words', async () => {
    const { fake, account, order, told } = await aZvonobot();
    await order(EXAMPLE);
    const [call] = fake.calls;
    if (call) await fake.play(call, 1);
    const [hook] = told as { data: unknown }[];
    const asked = await askZvonobot(account, 'get', {}, [['apiCallIdList[]', '1']]);
    if (asked.kind !== 'done') throw new Error(asked.kind);
    expect(readCalls(hook?.data)).toEqual(readCalls(asked.data));
    const news = readCalls(hook?.data).get('1');
    expect(news && takeNews(CALL, news)).toMatchObject({
      status: 'completed',
      vendorStatus: 'finished',
      digit: '1',
      cost: 1.5,
      vendorCall: '1',
    });
  });

  it('comes to the same in any order, however often it is told', () => {
    const quiet = { digit: null, recording: null, cost: null, refusal: null, vendorCall: '1' };
    const steps: RobocallNews[] = [
      { ...quiet, vendorStatus: 'created', answeredAt: null, finishedAt: null },
      { ...quiet, vendorStatus: 'in work', answeredAt: 2000, finishedAt: null },
      { ...quiet, vendorStatus: 'done', answeredAt: 2000, finishedAt: 9000, digit: '1', cost: 2 },
      {
        ...quiet,
        vendorStatus: 'done',
        answeredAt: 2000,
        finishedAt: 9000,
        digit: '1',
        recording: 'r.mp3',
        cost: 2,
      },
    ];
    const whole = steps.reduce(takeNews, CALL);
    expect(whole).toMatchObject({ status: 'completed', vendorStatus: 'done', recording: 'r.mp3' });
    const sequences = fc
      .array(fc.constantFrom(...steps), { maxLength: 12 })
      .map((extra) => [...extra, ...steps])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    fc.assert(
      fc.property(sequences, (sequence) => {
        expect(sequence.reduce(takeNews, CALL)).toEqual(whole);
      }),
      { numRuns: 20_000 },
    );
  });

  it('that nobody answered, or that has a word of its own, is kept as it is (unknown states are shown)', () => {
    const [missed] = readCalls([
      { id: 5, status: 'Абонент недоступен', calls: [{ finishedAt: 1_795_000_000 }] },
    ]).values();
    expect(missed && takeNews(CALL, missed)).toMatchObject({
      status: 'not_answered',
      vendorStatus: 'Абонент недоступен',
    });
  });
});

import { expect, it } from 'vitest';
import type { RingletEvents as OwnEvents } from '../../../widget/events.ts';
import type { Ringlet, RingletCommands, RingletEvents } from '../../../widget/npm/page-api.ts';
import type { Commands } from '../../../widget/public-api.ts';

/** Names whose package type the script does not keep to; the compiler stops at any. */
type Broken = {
  [Name in keyof RingletCommands]: Name extends keyof Commands
    ? Parameters<RingletCommands[Name]> extends Parameters<Commands[Name]>
      ? Awaited<ReturnType<Commands[Name]>> extends ReturnType<RingletCommands[Name]>
        ? never
        : Name
      : Name
    : Name;
}[keyof RingletCommands];
type Untold = Exclude<keyof Commands, keyof RingletCommands | 'on' | 'off'>;
type BrokenEvents = {
  [Name in keyof OwnEvents]: OwnEvents[Name] extends RingletEvents[Name] ? never : Name;
}[keyof OwnEvents];
type None<Names extends never> = [Names] extends [never] ? true : false;

const commandsAreKept: None<Broken> = true;
const commandsAreTold: None<Untold> = true;
const eventsAreKept: None<BrokenEvents | Exclude<keyof RingletEvents, keyof OwnEvents>> = true;

it('tells of the page API what the script does', () => {
  expect([commandsAreKept, commandsAreTold, eventsAreKept]).toEqual([true, true, true]);
});

it('lets the compiler know a command by its name', () => {
  const say = ((..._: unknown[]) => Promise.resolve([])) as unknown as Ringlet;
  void say('on', 'swap', ({ office, places }) => `${office.length}${places.toFixed()}`);
  void say('numbers').then(([shown]) => shown?.number.length);
  // @ts-expect-error there is no such command
  void say('dial');
  // @ts-expect-error a mode of consent is one of three
  void say('consent', 'some');
  // @ts-expect-error this event tells of no number
  void say('on', 'widget_opened', ({ number }) => number);
  expect(say).toBeTypeOf('function');
});

import type { CallbackEffect } from './callback.ts';
import { type IvrValues, renderAfter, renderBefore } from './ivr-text.ts';
import type { LegRef, Party, TelephonyCommand } from './ports.ts';
import type { WidgetConfig, WidgetOffice } from './site-model.ts';

/** Who is called for whom. */
export interface CallContext {
  callback: string;
  attempt: number;
  /** The visitor's phone, E.164. */
  phone: string;
  person: string;
  office: WidgetOffice;
  config: WidgetConfig;
}

/** The command of an effect, or null for an effect that is no command. The key names what is done, not when. */
export function toCommand(effect: CallbackEffect, call: CallContext): TelephonyCommand | null {
  const { config, office } = call;
  switch (effect.kind) {
    case 'dial': {
      const [to, from] =
        effect.party === 'manager' ? [office.address, call.phone] : [call.phone, office.address];
      return { ...command(call, effect.party, 'dial'), kind: 'dial', to, from, ringS: config.scenario.ringS };
    }
    case 'prompt': {
      const isBefore = effect.text === 'before';
      const text = (isBefore ? renderBefore : renderAfter)(config.ivr, ivrValues(call));
      return {
        ...command(call, 'manager', `prompt-${effect.text}`),
        kind: 'prompt',
        text,
        language: config.ivr.language,
        voice: config.ivr.voice,
        repeats: isBefore ? config.scenario.promptRepeats : 1,
        gather: isBefore,
      };
    }
    case 'bridge':
      return { ...command(call, 'visitor', 'bridge'), kind: 'bridge' };
    case 'hangup':
      return { ...command(call, effect.party, 'hangup'), kind: 'hangup' };
    case 'timer':
    case 'clear_timer':
      return null;
    default: {
      const never: never = effect;
      return never;
    }
  }
}

function command(call: CallContext, party: Party, verb: string): { key: string; leg: LegRef } {
  const { callback, attempt, config } = call;
  const leg: LegRef = { account: config.account, widget: config.widget, callback, attempt, party };
  return { key: `${callback}:${attempt}:${party}:${verb}`, leg };
}

function ivrValues({ config, office, person }: CallContext): IvrValues {
  return {
    service: config.service,
    title: config.name,
    dealer: office.name,
    person,
    connectDigit: config.scenario.connectDigit,
  };
}

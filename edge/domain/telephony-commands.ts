import { keysOf } from '../../shared/contract/admin/scenario.ts';
import type { CallbackOrder } from '../../shared/contract/callback.ts';
import type { CallbackEffect } from './callback/state.ts';
import {
  type IvrValues,
  renderAfter,
  renderBefore,
  renderInfo,
  renderMoved,
  renderTagged,
  renderWait,
} from './ivr-text.ts';
import { MAX_LEG_MS, MAX_TALK_MS } from './limits.ts';
import type { LegRef, Party, TelephonyCommand } from './ports.ts';
import type { WidgetConfig, WidgetOffice } from './site-model.ts';
import { titleOfTool } from './tools.ts';

/** Who is called for whom. */
export interface CallContext {
  callback: string;
  attempt: number;
  order: Pick<CallbackOrder, 'phone' | 'name' | 'comment' | 'tool' | 'extra'> & { page: { title: string } };
  /** By line. */
  offices: readonly WidgetOffice[];
  config: WidgetConfig;
  /** Epoch ms; tells one saying of a text from the next. */
  now: number;
}

type Prompt = Extract<CallbackEffect, { kind: 'prompt' }>;

/** The command of an effect, or null for an effect that is no command. The key names what is done. */
export function toCommand(effect: CallbackEffect, call: CallContext): TelephonyCommand | null {
  const { config } = call;
  switch (effect.kind) {
    case 'dial': {
      const office = officeAt(call, effect.line);
      const isManager = effect.party === 'manager';
      const digits = isManager ? office.extension : null;
      return {
        ...command(call, effect.party, effect.line, 'dial'),
        kind: 'dial',
        to: isManager ? office.address : call.order.phone,
        from: isManager ? call.order.phone : office.address,
        ringS: config.scenario.ringS,
        limitS: MAX_LEG_MS / 1000,
        extension: digits === null ? null : { digits, delayS: config.scenario.delays.extensionS },
      };
    }
    case 'prompt': {
      const isInvitation = effect.text === 'before';
      const isQuestion = ['before', 'info', 'moved', 'tagged'].includes(effect.text);
      return {
        ...command(call, effect.party, effect.line, `prompt-${effect.text}-${call.now}`),
        kind: 'prompt',
        text: textOf(effect, call),
        language: config.ivr.language,
        voice: config.ivr.voice,
        repeats: isInvitation ? config.scenario.promptRepeats : 1,
        gather: isQuestion,
        speech: config.scenario.smartCall.speech,
        ...(isQuestion && { keys: keysOf(config.scenario.smartCall) }),
      };
    }
    case 'bridge':
      return {
        ...command(call, 'visitor', 0, 'bridge'),
        kind: 'bridge',
        withLine: effect.line,
        limitS: MAX_TALK_MS / 1000,
      };
    case 'hangup':
      return { ...command(call, effect.party, effect.line, 'hangup'), kind: 'hangup' };
    case 'timer':
    case 'clear_timer':
      return null;
    default: {
      const never: never = effect;
      return never;
    }
  }
}

function textOf({ text, line, at = 0 }: Prompt, call: CallContext): string {
  const { ivr, scenario, schedule } = call.config;
  const { order } = call;
  switch (text) {
    case 'before':
      return renderBefore(ivr, ivrValues(call, line));
    case 'after':
      return renderAfter(ivr, ivrValues(call, line));
    case 'info':
      return renderInfo(ivr, {
        person: order.name ?? '',
        comment: order.comment ?? '',
        page: order.page.title,
      });
    case 'moved':
      return renderMoved(
        ivr,
        at,
        schedule?.timeZone ?? call.config.timeZone,
        scenario.smartCall.reschedule ?? '',
      );
    case 'tagged':
      return renderTagged(ivr);
    case 'wait':
      return renderWait(ivr);
    default: {
      const never: never = text;
      return never;
    }
  }
}

function command(
  { callback, attempt, config }: CallContext,
  party: Party,
  line: number,
  verb: string,
): { key: string; leg: LegRef } {
  const leg: LegRef = { account: config.account, widget: config.widget, callback, attempt, party, line };
  return { key: `${callback}:${attempt}:${party}${line}:${verb}`, leg };
}

/** @throws RangeError for a line that no office has: the machine rings only lines that it was told of */
function officeAt({ offices }: CallContext, line: number): WidgetOffice {
  const office = offices[line];
  if (!office) throw new RangeError(`no office on line ${line}`);
  return office;
}

function ivrValues(call: CallContext, line: number): IvrValues {
  const { config, order } = call;
  const tool = titleOfTool(config, order.tool);
  return {
    service: config.service,
    title: tool ?? config.name,
    // An office that the widget lost while its telephone rings has no name any more.
    dealer: call.offices[line]?.name ?? '',
    person: order.name ?? '',
    form: tool ?? '',
    params: order.extra,
    connectDigit: config.scenario.smartCall.connect,
  };
}

import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { PublicBehaviour, WidgetBehaviour } from '../../shared/contract/admin/widget-behaviour.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import { publicStyle } from '../../shared/style-css.ts';
import type { AccountModel } from './account-model.ts';
import { phonePlans } from './phone-plans.ts';
import type { EdgeWidget, WidgetConfig, WidgetIntegration } from './site-model.ts';

/** What every visitor may know of a widget. */
export function compilePublicWidget(model: AccountModel, widget: Widget): PublicWidget {
  const { phoneCountries } = widget.behaviour;
  return {
    hash: widget.hash,
    company: model.name,
    phones: phonePlans(phoneCountries.length > 0 ? phoneCountries : [model.country]),
    offices: widget.offices.flatMap((id) => {
      const office = model.offices.get(id);
      return office ? [{ id, name: office.name }] : [];
    }),
    country: model.country,
    behaviour: publicBehaviour(widget.behaviour),
    language: widget.language,
    tools: widget.tools.filter(({ isOn, kind }) => isOn && kind !== 'rest'),
    texts: widget.texts,
    style: publicStyle(widget.style, widget.styleId),
  };
}

/** Places and addresses are judged at the edge: which of them are shut out is nobody's business. */
function publicBehaviour({
  countries: _countries,
  cities: _cities,
  blockedAddresses: _addresses,
  ...open
}: WidgetBehaviour): PublicBehaviour {
  return open;
}

/**
 * What the edge judges by, and no visitor is told: when calls may come, for whom, through which tools, and what is worn
 * on holidays.
 */
export function compileEdgeWidget(model: AccountModel, widget: Widget): EdgeWidget {
  const { id, hash, provider, behaviour, holidayStyles: sets, style } = widget;
  const { countries, cities, blockedAddresses, phoneCountries } = behaviour;
  const schedule = model.schedules.get(widget.schedule ?? '');
  const timeZone = schedule?.timeZone ?? model.timeZone;
  return {
    id,
    hash,
    offices: widget.offices.filter((office) => {
      const found = model.offices.get(office);
      return (found?.phone ?? found?.sip ?? null) !== null;
    }),
    provider,
    schedule: schedule?.id ?? null,
    audience: { countries, cities, blockedAddresses, phoneCountries },
    tools: widget.tools.map((tool) => ({ id: tool.id, kind: tool.kind, isOn: tool.isOn, rules: tool.rules })),
    ...(sets !== 'off' && sets.length > 0 && { holidays: { sets, timeZone, style } }),
  };
}

/** What the callbacks of a widget need at the moment they dial. */
export function compileWidget(model: AccountModel, widget: Widget): Omit<WidgetConfig, 'version'> {
  return {
    account: model.account,
    widget: widget.hash,
    name: widget.name,
    service: model.name,
    provider: widget.provider,
    integration: compileIntegration(model, widget),
    countdownS: widget.behaviour.countdownS,
    scenario: widget.scenario,
    schedule: model.schedules.get(widget.schedule ?? '') ?? null,
    timeZone: model.timeZone,
    ivr: widget.ivr,
    tools: Object.fromEntries(widget.tools.map(({ id, name, title }) => [id, title || name])),
    offices: widget.offices.flatMap((id) => {
      const office = model.offices.get(id);
      const address = office?.phone ?? office?.sip;
      return office && address ? [{ id, name: office.name, address, extension: office.extension }] : [];
    }),
  };
}

/** One of another provider makes no calls for the widget. */
function compileIntegration(model: AccountModel, widget: Widget): WidgetIntegration | null {
  const found = model.integrations.get(widget.integration ?? '');
  if (!found || found.provider !== widget.provider) return null;
  const { id, key, provider, envelope, url = null, accountSid = null, apiKeySid = null, from = null } = found;
  return { id, key, provider, envelope, url, accountSid, apiKeySid, from };
}

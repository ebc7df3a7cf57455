import { OPERATOR_OPTIONS, OPERATOR_USAGE, openAsOperator } from './admin-client.ts';
import { type Command, UsageError } from './command.ts';

/** By the name that people write. */
const FEATURES: Record<string, string> = { 'callback-widget': 'callbackWidget' };

export const accountFeatureCommand: Command = {
  name: 'account feature',
  summary: 'Switches something on or off for an account, as the operator',
  usage: `ACCOUNT FEATURE on|off

  FEATURE    ${Object.keys(FEATURES).join(', ')}
${OPERATOR_USAGE}`,
  options: { ...OPERATOR_OPTIONS },
  arguments: { min: 3, max: 3 },
  async run(call) {
    const [account = '', feature = '', state = ''] = call.positionals;
    const field = FEATURES[feature];
    if (field === undefined)
      throw new UsageError(`There is no feature "${feature}": ${Object.keys(FEATURES).join(', ')}.`);
    if (state !== 'on' && state !== 'off') throw new UsageError(`It is "on" or "off", not "${state}".`);
    const server = openAsOperator(call);
    const features = await server.json(`/admin/v1/accounts/${encodeURIComponent(account)}/features`, {
      method: 'PUT',
      body: { [field]: state === 'on' },
    });
    return {
      ok: true,
      value: { ok: true, account, features },
      text: `${feature} is ${state} for ${account}.`,
    };
  },
};

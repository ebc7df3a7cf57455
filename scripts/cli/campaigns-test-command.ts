import type { ExplainInput, Explanation } from '../../shared/contract/admin/explain.ts';
import { type AccountClient, openOwnAccount, SERVER_OPTIONS, SERVER_USAGE } from './admin-client.ts';
import { type Command, neededText, type OptionValues, textOf, UsageError } from './command.ts';
import type { Output } from './output.ts';

/** Options that are fields of the question. */
const FIELDS = ['referrer', 'country', 'region', 'city', 'device', 'language', 'visitor', 'at'] as const;

export const campaignsTestCommand: Command = {
  name: 'campaigns test',
  summary: 'Tells which campaign a visit would get, condition by condition',
  usage: `--url URL [--site site_…]

  --url      the page, with its UTM tags
  --site     needed if the account has several sites
  --referrer, --country, --region, --city, --device, --language, --visitor new|returning, --at INSTANT
             what else the visit has
${SERVER_USAGE}`,
  options: {
    ...SERVER_OPTIONS,
    url: { type: 'string' },
    site: { type: 'string' },
    ...Object.fromEntries(FIELDS.map((name) => [name, { type: 'string' } as const])),
  },
  async run(call) {
    const url = neededText(call.values, 'url');
    const account = openOwnAccount(call);
    const site = textOf(call.values, 'site') ?? (await onlySite(account));
    const body = { site, url, ...fieldsOf(call.values) } as Partial<ExplainInput>;
    const explanation = await account.json<Explanation>('explain', { method: 'POST', body });
    return { ok: true, value: { ok: true, ...explanation }, text: show(explanation, call.out) };
  },
};

function fieldsOf(values: OptionValues): Record<string, string> {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = textOf(values, name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function onlySite(account: AccountClient): Promise<string> {
  const { items } = await account.json<{ items: { id: string; name: string }[] }>('sites?limit=100');
  const [first] = items;
  if (first && items.length === 1) return first.id;
  const list = items.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  throw new UsageError(items.length === 0 ? 'The account has no site.' : `Which --site?\n${list}`);
}

function show({ campaign, campaigns }: Explanation, out: Output): string {
  const mark = (holds: boolean) => (holds ? out.colour('green', 'yes') : out.colour('red', 'no '));
  const lines = campaigns.flatMap((one) => [
    `${mark(one.matches)} ${out.colour('bold', one.name)} (${one.status}${one.reached ? '' : ', not reached'})`,
    ...one.groups.flatMap(({ any }, i) =>
      any.map(({ holds, type, param, op, not, value, actual }, j) => {
        const word = j > 0 ? 'or ' : i > 0 ? 'and' : '   ';
        const name = param === undefined ? type : `${type}(${param})`;
        const wanted = [...(not ? ['not'] : []), op, JSON.stringify(value)].join(' ');
        return `    ${word} ${mark(holds)} ${name} ${wanted}, and it is ${actual === null ? 'nothing' : JSON.stringify(actual)}`;
      }),
    ),
  ]);
  return [
    ...lines,
    '',
    campaign ? `It gets ${campaign.name} (${campaign.id}).` : 'It gets no campaign.',
  ].join('\n');
}

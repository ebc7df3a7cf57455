import type { Communication } from './communication.ts';
import type { CrmEntityKind, CrmWrite, EntityFields, EntityTarget } from './port.ts';
import type { ResolvedRule } from './resolve-rule.ts';

/** What was planned for entities, and where comments belong. */
export interface EntityPlan {
  writes: CrmWrite[];
  /** Leads, deals, or AutoCRM's entities: what the communication is told of in. */
  main: EntityTarget[];
  /** Contacts and companies, for copies of comments. */
  people: EntityTarget[];
  /** Who keeps calls and recordings, if that is not the main entity. */
  holder: EntityTarget | null;
}

const ORDER: readonly CrmEntityKind[] = [
  'company',
  'contact',
  'lead',
  'deal',
  'activity',
  'inquiry',
  'service_inquiry',
  'worksheet',
  'client',
];

/** What others are linked to comes first. */
export function orderKinds(kinds: readonly CrmEntityKind[]): CrmEntityKind[] {
  return ORDER.filter((kind) => kinds.includes(kind));
}

/** What an entity of the kind is made with. */
export function fieldsOf(
  { texts, responsible, own }: ResolvedRule,
  { contact, touch, page }: Communication,
  kind: CrmEntityKind,
  { leadStage, dealFunnel, dealStage }: ResolvedRule['stages']['first'],
): EntityFields {
  const tags = ['source', 'medium', 'campaign', 'content', 'term'] as const;
  const utm = Object.fromEntries(tags.flatMap((tag) => (touch?.[tag] ? [[tag, touch[tag]]] : [])));
  const extra = texts.fields
    .filter(({ entity }) => entity === kind)
    .map(({ field, value }) => [field, value]);
  return {
    title: texts.titles[kind] ?? texts.usualTitle,
    contact,
    comment: texts.comment,
    source: texts.source,
    refinedSource: texts.refinedSource,
    responsible,
    funnel: kind === 'deal' ? dealFunnel : null,
    stage: kind === 'lead' ? leadStage : kind === 'deal' ? dealStage : null,
    utm,
    page,
    extra: Object.fromEntries(extra) as Record<string, string>,
    vendor: { ...own },
  };
}

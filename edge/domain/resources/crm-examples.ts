import type { Example } from '../resource-example.ts';

const EMPTY_FIELDS = {
  act: null,
  first: null,
  repeated: null,
  commentPriority: null,
  addToClosed: null,
  heldBackBy: null,
  chatAt: null,
  copyComments: null,
  notify: null,
  waitForHours: null,
  responsible: null,
  comment: null,
  source: null,
  refinedSource: null,
  titles: null,
  fields: null,
  vendor: null,
};

const RULE = {
  name: 'Advertised sofas',
  integration: 'int_0123456789abcdef',
  isActive: true,
  sections: ['calls'],
  when: [{ all: [{ param: 'utm_campaign', is: 'allowed', values: ['sofas'] }] }],
  fields: {
    ...EMPTY_FIELDS,
    first: ['deal'],
    responsible: 'emp_0123456789abcdef',
    source: '{{ campaign_name or "Default" }}',
  },
};

/** Of the rules of a CRM and what can be asked about them. */
export const CRM_EXAMPLES = {
  rules: { input: RULE, entity: { id: 'rul_0123456789abcdef', ...RULE, position: 0, warnings: [] } },
  preview: {
    example: { integration: 'int_0123456789abcdef', communication: 'com_0123456789abcdef', existing: [] },
    exampleAnswer: {
      decision: 'writes',
      until: null,
      because: [
        { code: 'base', text: 'The base rule is that of the section.' },
        { code: 'refined', text: 'The rule “Advertised sofas” is the first of the list that applies.' },
        { code: 'named', text: 'Olga Smirnova is named by the rule.' },
      ],
      steps: [
        {
          step: 'create:deal',
          text: 'creates the deal “Call +79161234567” in the funnel 3, at the stage C3:NEW, from the source “Search”, for the user 7',
        },
        { step: 'call:end', text: 'finishes the call in the list of calls as answered' },
      ],
    },
  },
  template: {
    example: {
      template: '{{ campaign_name or "Default" }}: {{ visitor_phone }}',
      kind: 'call',
      communication: null,
    },
    exampleAnswer: {
      text: 'Search: +79161234567',
      fault: null,
      wroteNone: [],
      mayWriteNone: ['visitor_phone'],
      alwaysNone: [],
    },
  },
  variables: {
    example: { kind: 'call' },
    exampleAnswer: {
      variables: [
        { name: 'campaign_name', description: 'The campaign.', sample: 'Search', mayBeAbsent: true },
        { name: 'talk_s', description: 'Seconds of talk.', sample: 125, mayBeAbsent: true },
      ],
      filters: ['default', 'upper', 'replace'],
    },
  },
} satisfies { rules: Example } & Record<string, unknown>;

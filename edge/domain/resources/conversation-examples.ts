import type { Example } from '../resource-example.ts';

const EMPLOYEE = {
  name: 'Olga Smirnova',
  email: 'olga@beresta.example',
  phone: '+74950001010',
  extension: '101',
  schedule: 'sch_0123456789abcdef',
  crmUsers: [{ integration: 'int_0123456789abcdef', user: '7' }],
};
const GROUP = { name: 'Sales', employees: ['emp_0123456789abcdef'] };
const CHANNEL = {
  name: 'WhatsApp of the shop',
  type: 'whatsapp',
  scenario: { greeting: 'Good day! How can we help?', contactForm: true },
  closing: { by: 'silence', silenceMin: 30 },
  employee: null,
  group: 'grp_0123456789abcdef',
  sites: ['site_0123456789abcdef'],
  integration: 'int_0123456789abcdef',
  address: '+79161234567',
};

/** Of employees, channels and what is said there. */
export const CONVERSATION_EXAMPLES = {
  employees: { input: EMPLOYEE, entity: { id: 'emp_0123456789abcdef', ...EMPLOYEE } },
  groups: { input: GROUP, entity: { id: 'grp_0123456789abcdef', ...GROUP } },
  channels: {
    input: CHANNEL,
    entity: {
      id: 'chn_0123456789abcdef',
      ...CHANNEL,
      status: 'connected',
      pairing: null,
      link: 'https://wa.me/79161234567',
      warnings: [],
    },
  },
  communications: {
    input: null,
    entity: {
      id: 'com_0123456789abcdef',
      kind: 'chat',
      source: 'int_0123456789abcdef:4711',
      phase: 'end',
      direction: 'in',
      startedAt: '2026-12-01T09:00:00.000Z',
      endedAt: '2026-12-01T09:07:30.000Z',
      contact: { name: 'Anna', phones: ['+79161112233'], emails: [] },
      calledNumber: null,
      site: { id: 'site_0123456789abcdef', name: 'Beresta' },
      campaign: null,
      office: null,
      channel: { id: 'chn_0123456789abcdef', name: 'WhatsApp of the shop', type: 'whatsapp' },
      widget: null,
      tool: null,
      touch: null,
      page: 'https://beresta.example/kitchens',
      responsible: 'emp_0123456789abcdef',
      talkS: null,
      success: true,
      recording: null,
      tags: [],
      text: null,
      lines: [
        {
          id: '1',
          at: '2026-12-01T09:00:00.000Z',
          from: 'visitor',
          author: 'Anna',
          text: 'Do you measure on Sundays?',
        },
        {
          id: '2',
          at: '2026-12-01T09:01:10.000Z',
          from: 'employee',
          author: 'Olga',
          text: 'Yes, from ten.',
        },
      ],
    },
  },
} satisfies Record<string, Example>;

import {
  DebugLinkSchema,
  PageAddressSchema,
  PageCheckSchema,
} from '../../shared/contract/admin/site-questions.ts';
import type { Question } from './resource-model.ts';

const EXAMPLE = { url: 'https://beresta.example/kitchens' };

/** What can be asked about one site, for the resource table. The account finds the facts, the route does the rest. */
export const SITE_QUESTIONS: readonly Question[] = [
  {
    name: 'debug-link',
    about: 'entity',
    summary: 'Make a link that opens the overlay',
    right: 'campaigns',
    method: 'post',
    description:
      'A link that opens the page with the overlay, which shows to whoever has it why this visitor sees what they see. It works for an hour.',
    input: PageAddressSchema,
    answer: DebugLinkSchema,
    example: EXAMPLE,
    exampleAnswer: {
      url: 'https://beresta.example/kitchens?ringlet=debug.eyJ2IjoxfQ.c2lnbmF0dXJl',
      expiresAt: '2026-12-01T10:00:00.000Z',
    },
  },
  {
    name: 'check',
    about: 'entity',
    summary: 'Check a page of a site',
    method: 'post',
    description:
      'Reads a page of the site as a visitor’s browser would and names what keeps Ringlet from working there, with what to do.',
    input: PageAddressSchema,
    answer: PageCheckSchema,
    example: EXAMPLE,
    exampleAnswer: {
      url: 'https://beresta.example/kitchens',
      faults: [
        {
          code: 'tag_found_twice',
          sure: true,
          title: 'The tag is on the page 2 times',
          remedy:
            'Leave one tag. Look into the template, the tag manager and plug-ins: each may add its own.',
          values: { COUNT: '2' },
        },
      ],
      tags: 2,
      campaign: 'Everybody else',
      targets: [{ selector: '.phone', count: 3 }],
    },
  },
];

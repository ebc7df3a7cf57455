import { WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';

const INPUT = {
  name: 'Spring',
  style: WidgetStyleSchema.parse({
    accent: '#0b7a4b',
    colours: { links: '#8fd3b6' },
    radius: { buttonPx: 10, windowPx: 16, inputPx: 6 },
    css: '.rl-title {letter-spacing: 0.5px}',
  }),
  basedOn: null,
};

const WARNINGS = [
  {
    code: 'contrast',
    path: 'style.colours.links',
    message: '#8fd3b6 on #ffffff is hard to read; #567f6d is shown.',
  },
];

export const STYLE_EXAMPLE = {
  input: INPUT,
  entity: {
    id: 'sty_0123456789abcdef',
    ...INPUT,
    madeBy: { account: 'k3m9p2w7xa', token: 'First token' },
    createdAt: '2026-12-01T09:00:00.000Z',
    warnings: WARNINGS,
  },
};

export const STYLE_CHECK_EXAMPLE = {
  example: { style: { accent: '#0b7a4b', colours: { links: '#8fd3b6' } } },
  exampleAnswer: { style: INPUT.style, warnings: WARNINGS },
};

export const UPLOAD_EXAMPLE = {
  input: null,
  entity: {
    id: 'upl_0123456789abcdef',
    key: 'u0123456789abcdefghjkmnpqrs',
    name: 'Kitchen',
    type: 'image/webp',
    sizeBytes: 48_211,
    madeBy: 'First token',
    createdAt: '2026-12-01T09:00:00.000Z',
  },
};

export const FUNNEL_EXAMPLE = {
  example: { from: '2026-12-01', to: '2026-12-02', by: 'day' },
  exampleAnswer: {
    from: '2026-12-01',
    to: '2026-12-02',
    by: 'day',
    total: { shown: 2150, opened: 214, dismissed: 160, submitted: 41, talked: 33 },
    rows: [
      { key: '2026-12-01', shown: 1100, opened: 120, dismissed: 92, submitted: 22, talked: 18 },
      { key: '2026-12-02', shown: 1050, opened: 94, dismissed: 68, submitted: 19, talked: 15 },
    ],
  },
};

const PREVIEW_INPUT = {
  widget: 'wdg_0123456789abcdef',
  url: 'https://beresta.example/kitchens',
  style: INPUT.style,
  texts: null,
};

export const PREVIEW_EXAMPLE = {
  input: PREVIEW_INPUT,
  entity: {
    id: 'pvw_0123456789abcdef',
    site: 'site_0123456789abcdef',
    ...PREVIEW_INPUT,
    link: 'https://beresta.example/kitchens?ringlet=debug_preview.eyJ2IjoxfQ.c2lnbmF0dXJl',
    createdAt: '2026-12-01T09:00:00.000Z',
    expiresAt: '2026-12-01T10:00:00.000Z',
  },
};

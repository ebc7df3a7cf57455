import type { Example } from '../resource-example.ts';

const VISIT = {
  site: 'site_0123456789abcdef',
  widget: 'w0123456789abcdefghjkmnpqrs',
  page: 'https://beresta.example/kitchens',
};
const CONSENT = { text: '1', givenAt: '2026-12-01T22:10:00.000Z', page: VISIT.page };
const CREATOR = { kind: 'user', id: 'mD2k8sQ0vX4rT6yB', name: 'Anna' };

/** Of who left a contact, what they agreed to, who changed what, and what a person may ask for. */
export const PRIVACY_EXAMPLES = {
  leads: {
    input: null,
    entity: {
      id: 'lead_0123456789abcdef',
      kind: 'request',
      source: null,
      createdAt: '2026-12-01T22:10:00.000Z',
      phone: '+79161234567',
      email: null,
      name: 'Anna',
      comment: 'An oak kitchen, about four metres',
      office: 'off_0123456789abcdef',
      campaign: 'cmp_0123456789abcdef',
      visitor: 'v_AAAAAAAAAAAAAAAAAAAAAA',
      touch: null,
      ...VISIT,
      consent: CONSENT,
    },
  },
  consents: {
    input: null,
    entity: {
      id: 'con_0123456789abcdef',
      kind: 'request',
      source: 'lead_0123456789abcdef',
      phone: '+79161234567',
      email: null,
      text: CONSENT.text,
      givenAt: CONSENT.givenAt,
      ...VISIT,
    },
  },
  audit: {
    input: null,
    entity: {
      id: 'aud_0123456789abcdef',
      type: 'campaigns.update',
      occurredAt: '2026-12-01T09:00:00.000Z',
      account: 'k3m9p2w7xa',
      site: null,
      data: { fields: ['name'], requestId: '6f1c9b1e-52a3-4f8e-9a43-0f6d1c7b2e11' },
      actorKind: CREATOR.kind,
      actor: CREATOR.id,
      actorName: CREATOR.name,
      kind: 'campaigns',
      entity: 'cmp_0123456789abcdef',
      action: 'update',
    },
  },
  privacy: {
    input: { action: 'erase', phone: '+79161234567' },
    entity: {
      id: 'prv_0123456789abcdef',
      action: 'erase',
      status: 'done',
      subject: '7f3kq9v2m8xw5c1z4n6bt0hjdr',
      createdAt: '2026-12-01T09:00:00.000Z',
      createdBy: CREATOR,
      endedAt: '2026-12-01T09:00:04.000Z',
      progress: { done: 14, of: 14 },
      report: [
        { object: 'callback', table: 'callbacks', found: 1, erased: 1 },
        { object: 'account', table: 'entities', found: 6, erased: 6 },
        { object: 'delivery', table: 'queue', found: 2, erased: 2 },
      ],
      expiresAt: null,
    },
  },
} satisfies Record<string, Example>;

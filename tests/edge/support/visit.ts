import type { Visit } from '../../../edge/domain/visit-attributes.ts';
import { computeTouch } from '../../../shared/touch.ts';

/** A visit of `shop.example` at an instant, epoch ms, whose first page had `query`. */
export function aVisit(query: string, at: number): Visit {
  const page = `https://shop.example/?${query}`;
  return {
    touch: computeTouch(page, '', () => false),
    page,
    country: null,
    region: null,
    city: null,
    device: null,
    language: null,
    visitor: 'new',
    at,
  };
}

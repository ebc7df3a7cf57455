import type { Warning } from '../../../shared/contract/admin/common.ts';
import { type WidgetStyle, WidgetStyleSchema } from '../../../shared/contract/admin/widget-style.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { cleanCss } from '../../domain/custom-css/clean-css.ts';
import { cssWarnings } from '../../domain/style-warnings.ts';
import type { EntityStore } from './entity-store.ts';
import { refuseFaults } from './refused.ts';

const MAX_CSS = WidgetStyleSchema.shape.css.unwrap().maxLength ?? 0;

/**
 * A style as it may be stored: its CSS written anew, and what of it was left out.
 *
 * @throws Refused if its picture is none of the account's
 */
export function checkStyle(
  entities: EntityStore,
  style: WidgetStyle,
): { style: WidgetStyle; warnings: Warning[] } {
  const { css, refused } = cleanCss(style.css);
  refuseFaults([
    ...faultsOfPicture(entities, style),
    ...(css.length > MAX_CSS
      ? [
          {
            path: 'style.css',
            code: 'too_big',
            message: `must not be longer than ${MAX_CSS} when written out`,
          },
        ]
      : []),
  ]);
  return { style: { ...style, css }, warnings: cssWarnings(refused) };
}

/** Pictures come from the account's own uploads only (S1-84): nobody else's server learns who visits. */
function faultsOfPicture(entities: EntityStore, { background }: WidgetStyle): FieldError[] {
  if (background === null) return [];
  const found = entities.list('uploads').find(({ key }) => key === background);
  if (found?.type.startsWith('image/')) return [];
  const message = found ? 'is no picture' : 'is not the key of an upload of this account';
  return [{ path: 'style.background', code: 'unknown_reference', message }];
}

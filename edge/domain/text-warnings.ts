import type { Warning } from '../../shared/contract/admin/common.ts';
import type { WidgetTexts } from '../../shared/contract/admin/widget-texts.ts';
import { findUnknownPlaceholders, TEXT_PLACEHOLDERS } from '../../shared/text-placeholders.ts';

/** A remark for each text of a widget that names what no widget knows: visitors would read the name (S1-74). */
export function placeholderWarnings(texts: WidgetTexts): Warning[] {
  return textsIn(texts, 'texts').flatMap(({ path, text }) =>
    findUnknownPlaceholders(text).map((name) => ({
      code: 'unknown_placeholder',
      path,
      message: `%${name}% stands for nothing and is shown as it is. Known are ${KNOWN}.`,
    })),
  );
}

const KNOWN = TEXT_PLACEHOLDERS.map((name) => `%${name}%`).join(', ');

function textsIn(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}

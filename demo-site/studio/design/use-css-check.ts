import { useEffect, useRef, useState } from 'preact/hooks';
import type { Warning } from '../../../shared/contract/admin/common.ts';
import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import { askQuestion } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

/** What the server makes of the owner's CSS. */
export interface CssCheck {
  /** What it would store of it: nothing else is shown, so that the preview is what visitors get. */
  stored: string;
  /** What it would leave out, and on which line. */
  refused: readonly { line: number; text: string }[];
  /** Why it cannot be told, if it cannot. */
  problem: string;
}

const PAUSE_MS = 400;

/** Asks while the owner types, a moment after the last key. */
export function useCssCheck(session: BrowserSession, css: string): CssCheck {
  const [check, setCheck] = useState<CssCheck & { of: string }>({
    of: css,
    stored: css,
    refused: [],
    problem: '',
  });
  const asked = useRef(css);
  useEffect(() => {
    if (asked.current === css) return;
    const timer = setTimeout(async () => {
      asked.current = css;
      const answer = await askQuestion<{ style: WidgetStyle; warnings: Warning[] }>(session, 'styles/check', {
        style: { css },
      });
      if (asked.current !== css) return;
      if (answer.kind === 'ok') {
        const { style, warnings } = answer.value;
        return setCheck({ of: css, stored: style.css, refused: linesOf(warnings), problem: '' });
      }
      const problem =
        answer.kind === 'refused'
          ? (answer.errors[0]?.message ?? answer.message)
          : 'It cannot be checked just now: the server cannot be reached.';
      asked.current = ''; // a later change asks again
      setCheck((known) => ({ ...known, of: css, refused: [], problem }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [session, css]);
  return check;
}

function linesOf(warnings: readonly Warning[]): CssCheck['refused'] {
  return warnings
    .filter(({ code }) => code === 'css_refused')
    .map(({ message }) => {
      const [, line = '0', text = message] = /^Line (\d+): (.+)$/.exec(message) ?? [];
      return { line: Number(line), text };
    });
}

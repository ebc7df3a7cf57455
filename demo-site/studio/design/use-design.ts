import { useEffect, useRef, useState } from 'preact/hooks';
import type { Style } from '../../../shared/contract/admin/style.ts';
import type { Widget } from '../../../shared/contract/admin/widget.ts';
import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';
import type { Versioned } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';
import { beginHistory, type History, record, redo, undo } from './history.ts';
import { findKeptLooks, keepLooks } from './kept-looks.ts';
import { saveAsNew, saveChanges } from './save-style.ts';
import { type CssCheck, useCssCheck } from './use-css-check.ts';
import { useWardrobe } from './use-wardrobe.ts';

/** Lets the studio do what makes the server change the widget by itself; see `Autosave.aside`. */
export type AsideWork = (work: () => Promise<Versioned<Partial<Widget>> | null>) => Promise<void>;

/** Looks that are being made, and the saved style that they began from. */
export interface Looks {
  style: WidgetStyle;
  styleId: string | null;
}

/** The looks of a widget while they are being made: nobody else sees them until they are saved (S1-81, S1-82). */
export interface Design {
  style: WidgetStyle;
  /** As it may be shown: with the CSS that the server would store. */
  shown: WidgetStyle;
  /** The saved style that the looks began from, or null. */
  chosen: Style | null;
  /** Newest first; null until they are known. */
  styles: readonly Style[] | null;
  /** How many widgets of the account wear a style, by its id. */
  wearers: Readonly<Record<string, number>>;
  css: CssCheck;
  /** The looks differ from the style that they began from. */
  isChanged: boolean;
  /** When looks were made that were not saved and are back now, epoch ms; null if they were made just now. */
  keptAt: number | null;
  /** The widget wears the chosen style. */
  isWorn: boolean;
  isSaving: boolean;
  problem: string;
  canUndo: boolean;
  canRedo: boolean;
  undo(): void;
  redo(): void;
  /** Back to what the widget wears. */
  discard(): void;
  /** `touched` names what is changed: changes of the same in a row are undone together. */
  change(part: Partial<WidgetStyle>, touched: string): void;
  choose(style: Style): void;
  /** Puts the chosen style on, as it is. */
  wear(): void;
  /** True once it is saved. */
  saveAsNew(name: string): Promise<boolean>;
  saveChanges(): Promise<void>;
}

interface Facts {
  session: BrowserSession;
  widget: Widget;
  onEdit(change: Partial<Widget>): void;
  onAside: AsideWork;
  onUnauthorized(): void;
}

export function useDesign(facts: Facts): Design {
  const { session, widget, onEdit, onAside } = facts;
  const worn: Looks = { style: widget.style, styleId: widget.styleId };
  const [kept] = useState(() => findKeptLooks(session.account, widget.id, widget.style));
  const [history, setHistory] = useState<History<Looks>>(() => {
    const begun = beginHistory(worn);
    return kept ? record(begun, { style: kept.style, styleId: kept.styleId }, null) : begun;
  });
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState('');
  const wardrobe = useWardrobe(session, widget.id, widget.styleId);
  const { style, styleId } = history.present;
  const css = useCssCheck(session, style.css);
  const chosen = wardrobe.styles?.find(({ id }) => id === styleId) ?? null;
  const base = chosen?.style ?? widget.style;
  const isChanged = !isSame(style, base);
  const isWorn = styleId === widget.styleId;
  const isPending = isChanged || !isWorn;
  useKeeping(facts, history.present, wardrobe.styles && isPending);
  useFollowing(worn, history, setHistory);

  const put = (saved: Style) => {
    setHistory(beginHistory({ style: saved.style, styleId: saved.id }));
    wardrobe.keep(saved);
  };
  const during = async (work: () => Promise<string | null>): Promise<boolean> => {
    setSaving(true);
    const fault = await work();
    setSaving(false);
    setProblem(fault ?? '');
    return fault === null;
  };
  const take = (saved: { kind: 'ok'; value: Style } | { kind: 'failed'; message: string }): string | null => {
    if (saved.kind === 'failed') return saved.message;
    put(saved.value);
    return null;
  };

  return {
    style,
    shown: { ...style, css: css.stored },
    chosen,
    styles: wardrobe.styles,
    wearers: wardrobe.wearers,
    css,
    keptAt: style === kept?.style ? kept.at : null,
    isChanged,
    isWorn,
    isSaving,
    problem: problem || wardrobe.problem,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    discard: () => setHistory((known) => record(known, worn, null)),
    change: (part, touched) =>
      setHistory((known) =>
        record(known, { ...known.present, style: { ...known.present.style, ...part } }, touched),
      ),
    choose: (saved) => setHistory((known) => record(known, { style: saved.style, styleId: saved.id }, null)),
    wear: () => onEdit({ style, styleId }),
    saveAsNew: (name) =>
      during(async () => {
        const saved = await saveAsNew(facts, { name, style, basedOn: styleId });
        if (saved.kind === 'ok') onEdit({ style: saved.value.style, styleId: saved.value.id });
        return take(saved);
      }),
    async saveChanges() {
      if (!chosen) return;
      await during(async () => {
        let fault: string | null = null;
        await onAside(async () => {
          const { saved, widget: news } = await saveChanges(facts, chosen, style);
          fault = take(saved);
          return news;
        });
        if (fault === null && !isWorn) onEdit({ style, styleId: chosen.id });
        return fault;
      });
    },
  };
}

/**
 * Looks that are not saved stay in the browser, and are there again when the widget is opened the next time. Null until
 * it is known whether they are saved.
 */
function useKeeping({ session, widget }: Facts, { style, styleId }: Looks, isPending: boolean | null): void {
  const begun = useRef(style);
  useEffect(() => {
    if (isPending === false) keepLooks(session.account, widget.id, null);
    if (isPending && style !== begun.current)
      keepLooks(session.account, widget.id, { style, styleId, at: Date.now() });
  }, [isPending, style, styleId]);
}

/** Looks that nobody touched follow what the widget wears, when somebody else has put on something else. */
function useFollowing(
  worn: Looks,
  history: History<Looks>,
  setHistory: (next: History<Looks>) => void,
): void {
  const before = useRef(worn);
  const text = JSON.stringify(sorted(worn));
  useEffect(() => {
    const wasUntouched = isSame(history.present, before.current);
    before.current = worn;
    if (wasUntouched && !isSame(history.present, worn)) setHistory(beginHistory(worn));
  }, [text]);
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Keys in one order, at every depth. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}

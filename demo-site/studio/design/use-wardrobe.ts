import { useEffect, useState } from 'preact/hooks';
import type { Style } from '../../../shared/contract/admin/style.ts';
import type { Widget } from '../../../shared/contract/admin/widget.ts';
import { listAll } from '../../admin-client.ts';
import type { BrowserSession } from '../../browser-session.ts';

/** The saved styles of the account, and who wears them. `worn` is what the edited widget wears by now. */
export function useWardrobe(session: BrowserSession, widget: string, worn: string | null) {
  const [styles, setStyles] = useState<readonly Style[] | null>(null);
  const [others, setOthers] = useState<readonly Widget[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const load = async () => {
      const [saved, widgets] = await Promise.all([
        listAll<Style>(session, 'styles'),
        listAll<Widget>(session, 'widgets'),
      ]);
      if (saved.kind !== 'ok' || widgets.kind !== 'ok')
        return setProblem('The saved styles cannot be loaded just now.');
      setStyles(newestFirst(saved.value));
      setOthers(widgets.value.filter(({ id }) => id !== widget));
    };
    void load();
  }, [session, widget]);
  const wearers: Record<string, number> = {};
  for (const styleId of [worn, ...others.map((other) => other.styleId)]) {
    if (styleId !== null) wearers[styleId] = (wearers[styleId] ?? 0) + 1;
  }
  const keep = (saved: Style) =>
    setStyles((known) => newestFirst([saved, ...(known ?? []).filter(({ id }) => id !== saved.id)]));
  return { styles, wearers, problem, keep };
}

function newestFirst(styles: readonly Style[]): Style[] {
  return styles.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
}

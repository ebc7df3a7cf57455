import { ringlet } from './ringlet.ts';

/** The numbers of this page by office, for a framework that renders them itself. */
export interface NumberStore {
  /** `onChange` is called after every change until the answered function is. */
  subscribe(onChange: () => void): () => void;
  /** E.164; null while the office has no other number than its own. */
  get(office: string): string | null;
}

/** Nothing was answered: what the page shows stays. */
const LOST = ['timeout', 'network', 'bad_answer', 'error'];

/**
 * Listens from the first subscription on. The script names every office of an answer before it looks for places in the
 * page, whether there are any or not, so that no number needs one.
 */
export function createNumberStore(): NumberStore {
  const listeners = new Set<() => void>();
  let numbers = new Map<string, string>();
  /** The offices that were named since the turn began. */
  let named: Map<string, string> | null = null;
  let isListening = false;

  function replace(next: Map<string, string>): void {
    const isSame =
      next.size === numbers.size && [...next].every(([office, it]) => numbers.get(office) === it);
    numbers = next;
    if (!isSame) for (const listener of [...listeners]) listener();
  }

  /** All offices of one answer come in one turn. */
  function name({ office, number }: { office: string; number: string }): void {
    if (!named) {
      named = new Map();
      queueMicrotask(() => {
        replace(named ?? numbers);
        named = null;
      });
    }
    named.set(office, number);
  }

  function listen(): void {
    isListening = true;
    const attach = () => void ringlet('beforeSwap', name);
    attach();
    document.addEventListener('ringlet:swap_skipped', (event) => {
      const { reason, office } = (event as CustomEvent<{ reason: string; office?: string }>).detail;
      const isWhole = office === undefined && reason !== 'bad_selector';
      if (isWhole && !LOST.includes(reason)) replace(new Map());
    });
    document.addEventListener('ringlet:destroyed', () => {
      replace(new Map());
      // For an instance that comes after; the package has its function taken away first.
      queueMicrotask(attach);
    });
  }

  return {
    subscribe(onChange) {
      listeners.add(onChange);
      if (!isListening) listen();
      return () => void listeners.delete(onChange);
    },
    get: (office) => numbers.get(office) ?? null,
  };
}

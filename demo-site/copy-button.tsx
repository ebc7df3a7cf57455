import { useEffect, useState } from 'preact/hooks';

/** Copies `text`; tells for two seconds whether that worked. `what` completes "Copy …" for those who listen. */
export function CopyButton(props: { text: string; what: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(props.text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  const label = { idle: 'Copy', copied: 'Copied', failed: 'Select and copy by hand' }[state];
  return (
    <button class="button button-small" type="button" onClick={copy}>
      <span aria-live="polite">{label}</span> <span class="visually-hidden">{props.what}</span>
    </button>
  );
}

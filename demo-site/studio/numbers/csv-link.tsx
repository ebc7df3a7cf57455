import { useEffect, useState } from 'preact/hooks';

/** A link to a file that is made here, out of what the page shows. `what` completes “CSV …” for those who listen. */
export function CsvLink({ text, fileName, what }: { text: string; fileName: string; what: string }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <a class="button button-small" href={url} download={fileName}>
      CSV<span class="visually-hidden"> {what}</span>
    </a>
  );
}

/** Text of the document: blank lines part paragraphs, backticks mark code. Nothing in it becomes markup. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} class="prose">
          <InlineText text={paragraph} />
        </p>
      ))}
    </>
  );
}

/** The same within a line. */
export function InlineText({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`)/);
  return <>{parts.map((part) => (part.startsWith('`') ? <code>{part.slice(1, -1)}</code> : part))}</>;
}

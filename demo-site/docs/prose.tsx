/** Text of the document: blank lines part paragraphs, backticks mark code. Nothing in it becomes markup. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} class="prose">
          {paragraph
            .split(/(`[^`]+`)/)
            .map((part) => (part.startsWith('`') ? <code>{part.slice(1, -1)}</code> : part))}
        </p>
      ))}
    </>
  );
}

import { CodeBlock } from '../../code-block.tsx';

/** A secret that is shown now and never again. */
export function SecretOnce({
  title,
  secret,
  children,
}: {
  title: string;
  secret: string;
  children?: string;
}) {
  return (
    <div class="card section secret-once" role="status">
      <p>
        <strong>Copy it now: it is shown this once.</strong> {children}
      </p>
      <CodeBlock title={title} text={secret} />
    </div>
  );
}

/** What went wrong; nothing where nothing did. */
export function Fault({ message }: { message: string }) {
  if (!message) return null;
  return (
    <p class="notice notice-bad" role="alert">
      {message}
    </p>
  );
}

/** Something that the person at the keyboard can put right: shown as one sentence, without a stack. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Ends the process with code 1 and the reason; a fault of ours keeps its stack. */
export function exitWith(error: unknown): never {
  console.error(error instanceof UserError ? `\n${error.message}\n` : error);
  process.exit(1);
}

import { SERVE_OPTIONS, SERVE_USAGE, type ServeFlags } from '../serve-flags.ts';
import type { Command } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Starts the server on this machine',
  usage: SERVE_USAGE,
  options: { ...SERVE_OPTIONS },
  async run({ values }) {
    // Builds, and so brings a bundler along that no other command needs.
    const { serve } = await import('../serve.ts');
    await serve(values as ServeFlags);
    return null;
  },
};

import { SERVE_OPTIONS, SERVE_USAGE, type ServeFlags, serve } from '../serve.ts';
import type { Command } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Starts the server on this machine',
  usage: SERVE_USAGE,
  options: { ...SERVE_OPTIONS },
  async run({ values }) {
    await serve(values as ServeFlags);
    return null;
  },
};

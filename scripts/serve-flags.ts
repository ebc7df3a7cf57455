/** What can be said to the server as it starts; apart from it, so that asking how costs nothing. */
export interface ServeFlags {
  port?: string | undefined;
  host?: string | undefined;
  data?: string | undefined;
  'no-demo'?: boolean | undefined;
}

export const SERVE_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'no-demo': { type: 'boolean' },
} as const;

export const SERVE_USAGE = `[--port N] [--host ADDRESS] [--data FOLDER] [--no-demo]

  --port     8787, or the variable PORT
  --host     127.0.0.1
  --data     .ringlet
  --no-demo  starts empty, without the demo business and its shop`;

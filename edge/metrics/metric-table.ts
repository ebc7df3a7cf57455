/** What the server counts, for `GET /metrics`. docs/self-hosting.md explains each to who watches them. */
export const METRICS = {
  ringlet_http_requests_total: {
    type: 'counter',
    help: 'Requests, by method, route and status.',
  },
  ringlet_http_request_seconds: {
    type: 'histogram',
    help: 'Seconds from a request to its answer, by route; waiting for objects and the disk included.',
  },
  ringlet_answers_total: {
    type: 'counter',
    help: 'Answers to pages, by reason: leased, renewed, static, fallback, exhausted and so on.',
  },
  ringlet_deliveries_total: {
    type: 'counter',
    help: 'Attempts to deliver, by kind of destination (mail or webhook) and outcome.',
  },
  ringlet_telephony_commands_total: {
    type: 'counter',
    help: 'Commands to telephony providers, by provider, command and outcome.',
  },
  ringlet_timers_total: { type: 'counter', help: 'Timers of objects that were run, by outcome.' },
  ringlet_timer_delay_seconds: {
    type: 'histogram',
    help: 'Seconds by which timers of objects ran later than they were due.',
  },
  ringlet_log_lines_total: { type: 'counter', help: 'Lines of the log, by level.' },
  ringlet_outbox_pending: { type: 'gauge', help: 'Facts that objects owe to others, by kind of object.' },
  ringlet_outbox_oldest_seconds: {
    type: 'gauge',
    help: 'Age of the oldest fact that an object owes, by kind of object; 0 for none.',
  },
  ringlet_start_time_seconds: { type: 'gauge', help: 'When this process answered first, Unix time.' },
} as const satisfies Record<string, { type: 'counter' | 'histogram' | 'gauge'; help: string }>;

export type MetricName = keyof typeof METRICS;
export type Labels = Readonly<Record<string, string>>;

/** Upper bounds of the histograms, seconds. */
export const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] as const;

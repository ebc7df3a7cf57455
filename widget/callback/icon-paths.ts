/** Pictures in a box of 24 by 24. */
export const ICON_PATHS = {
  phone:
    'M6.6 10.8a15.1 15.1 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1.02z',
  close: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 7v5l3.2 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4.5v9.5M12 18.9v.1',
  offline: 'M4 4l16 16M8.5 14.5a5 5 0 0 1 5-1.3M5 11a10 10 0 0 1 4-2.4M13 8a10 10 0 0 1 6 3M12 18.5v.1',
} as const;
export type IconName = keyof typeof ICON_PATHS;

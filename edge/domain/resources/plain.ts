const EVERYTHING = ['list', 'get', 'create', 'update', 'delete'] as const;
/** A resource that is only written and read: what most of them begin from. */
export const PLAIN = {
  fixed: [],
  verbs: EVERYTHING,
  actions: [],
  listActions: [],
  questions: [],
  views: [],
  warns: false,
  key: null,
} as const;

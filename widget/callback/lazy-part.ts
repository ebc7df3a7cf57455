/** A part of the widget that comes when it is first wanted. */
export interface LazyPart<Module> {
  /** Null until it is there. */
  readonly module: Module | null;
  /** Fetches it, unless it is there or on its way. One that failed is tried again at the next call. */
  want(): Promise<Module | null>;
}

export function createLazyPart<Module>(
  load: () => Promise<Module>,
  onArrival: (module: Module) => void,
): LazyPart<Module> {
  let module: Module | null = null;
  let coming: Promise<Module | null> | null = null;
  return {
    get module() {
      return module;
    },
    want() {
      coming ??= load().then(
        (loaded) => {
          module = loaded;
          onArrival(loaded);
          return loaded;
        },
        () => {
          coming = null;
          return null;
        },
      );
      return coming;
    },
  };
}

/** Work that is done once it has not been asked for for a while. */
export interface Debounced {
  (): void;
  /** Does it now if it is due later. */
  flush(): void;
}

export function debounce(work: () => void, milliseconds: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  const debounced = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  return Object.assign(debounced, {
    flush: () => {
      if (timer !== undefined) run();
    },
  });
}

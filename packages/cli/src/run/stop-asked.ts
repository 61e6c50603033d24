/** Resolves when the process is asked to stop, by SIGTERM or in the terminal. */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}

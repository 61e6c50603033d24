import { stopAsked } from "../run/stop-asked.ts";

/** Whether the process has been asked to stop, by SIGTERM or in the terminal. */
export function stopSignal(): () => boolean {
  let isAsked = false;
  void stopAsked().then(() => {
    isAsked = true;
  });
  return () => isAsked;
}

import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const KEY = "xmap.playground.theme";
const listeners = new Set<() => void>();

/** The theme that was chosen here, else the one that the machine prefers. */
export function chosenTheme(): Theme {
  const kept = readKept();
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Colours the page. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Colours the page and remembers the choice. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then holds for this visit.
  }
  applyTheme(theme);
}

/** The theme that the page has now. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light"),
  );
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

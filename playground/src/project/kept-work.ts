import { readSavedWork, type SavedWork } from "./saved-work.ts";

const CURRENT = "xmap.playground.work";
const ASIDE = "xmap.playground.aside";

/** The work of the last visit; undefined when there is none, or when the browser keeps nothing. */
export function keptWork(): SavedWork | undefined {
  return read(CURRENT);
}

/** Keeps the work for the next visit; whether the browser could. */
export function keepWork(saved: SavedWork): boolean {
  return write(CURRENT, saved);
}

/** Keeps one's own work while that of a link is open. */
export function setAsideWork(saved: SavedWork): void {
  write(ASIDE, saved);
}

/** The work that was set aside. */
export function workSetAside(): SavedWork | undefined {
  return read(ASIDE);
}

/** The work that was set aside and the one that is kept change places. */
export function swapWork(): void {
  const [current, aside] = [read(CURRENT), read(ASIDE)];
  if (current === undefined || aside === undefined) return;
  write(CURRENT, aside);
  write(ASIDE, current);
}

function read(key: string): SavedWork | undefined {
  try {
    return readSavedWork(JSON.parse(localStorage.getItem(key) ?? "null"));
  } catch {
    return undefined;
  }
}

function write(key: string, saved: SavedWork): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(saved));
    return true;
  } catch {
    return false;
  }
}

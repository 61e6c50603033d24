import { KEEP, type Keep } from "@xmap/contract";

/** What becomes of a value; the mark of a field that is left as it is stays the mark. */
export function unlessKept<Given, Made>(value: Given | Keep, make: (value: Given) => Made): Made | Keep {
  return value === KEEP ? KEEP : make(value as Given);
}

/** The value itself, nothing for the mark: where no field is written there is none to leave as it is. */
export function withoutKeep<Given>(value: Given | Keep): Given | undefined {
  return value === KEEP ? undefined : (value as Given);
}

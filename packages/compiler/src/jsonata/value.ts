/** Code of a value, and what is known about it. */
export interface Value {
  readonly code: string;
  /** A constant's name or a literal: it can be used several times and later. */
  readonly isStable: boolean;
  /** `condition`: true, false or undefined. `plain`: neither a sequence nor a function, and never undefined. */
  readonly type: "unknown" | "boolean" | "condition" | "text" | "plain";
  /** Whether it may be a sequence that stands for something else. */
  readonly isRaw: boolean;
}

export function computed(code: string, type: Value["type"] = "unknown"): Value {
  return { code, isStable: false, type, isRaw: false };
}

/** What a function or variable gives: it may be a sequence that stands for its item. */
export function raw(code: string, isStable = false): Value {
  return { code, isStable, type: "unknown", isRaw: true };
}

export function stable(code: string, type: Value["type"] = "unknown"): Value {
  return { code, isStable: true, type, isRaw: false };
}

export const NOTHING = stable("undefined");

import type { Logger } from "../../engine/logger.ts";
import { hideCardNumbers } from "../../privacy/card-numbers.ts";
import { withoutAddresses } from "../../privacy/private-message.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** A logger that leaves e-mail addresses, telephone and card numbers out of messages, texts and errors. */
export function privateLogger(logger: Logger): Logger {
  const entries = LEVELS.map((level) => [
    level,
    (fields: object, message: string): void => logger[level](cleanFields(fields), withoutPrivate(message)),
  ]);
  return Object.fromEntries(entries) as unknown as Logger;
}

function cleanFields(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(value)]));
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return withoutPrivate(value);
  if (!(value instanceof Error)) return value;
  const { name, message, stack } = value;
  return { type: name, message: withoutPrivate(message), stack: withoutPrivate(stack ?? "") };
}

function withoutPrivate(text: string): string {
  return withoutAddresses(hideCardNumbers(text));
}

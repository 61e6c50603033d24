import type { Logger } from "../../engine/logger.ts";
import { withoutAddresses } from "../../privacy/private-message.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** A logger that leaves e-mail addresses and telephone numbers out of messages, texts and errors. */
export function privateLogger(logger: Logger): Logger {
  const entries = LEVELS.map((level) => [
    level,
    (fields: object, message: string): void => logger[level](cleanFields(fields), withoutAddresses(message)),
  ]);
  return Object.fromEntries(entries) as unknown as Logger;
}

function cleanFields(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(value)]));
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return withoutAddresses(value);
  if (!(value instanceof Error)) return value;
  const { name, message, stack } = value;
  return { type: name, message: withoutAddresses(message), stack: withoutAddresses(stack ?? "") };
}

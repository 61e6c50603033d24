import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure } from "../../shared/settings.ts";

/** The secrets of option `webhookSecret`: several while one is being replaced, the newest first. */
export function webhookSecrets(settings: ConnectorSettings): readonly string[] {
  const secrets = (optionalText(settings, "webhookSecret") ?? "").split(/\s+/).filter((secret) => secret !== "");
  const unfit = secrets.find((secret) => !/^[\w.~-]{16,}$/.test(secret));
  if (unfit === undefined) return secrets;
  const problem = "must have 16 or more letters, digits, and signs of - _ . ~, because it is part of an address";
  throw optionFailure(settings, "webhookSecret", problem);
}

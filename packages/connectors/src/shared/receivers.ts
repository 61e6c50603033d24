import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure } from "./settings.ts";

/** Where messages go: by the name behind the system's (`sales` of `team.sales`), and usually. */
export interface Receivers {
  /** The receiver of a name; the usual one for names without a receiver of their own and for the empty name. */
  of(name: string): string | undefined;
  readonly all: readonly string[];
}

/** A name and a colon, but not the beginning of an address such as `https://`. */
const NAMED = /^([A-Za-z_][\w.]*)\s*:(?!\/\/)\s*(.+)$/s;

/**
 * Reads an option of the form `USUAL; sales: OTHER; finance: ANOTHER`, where every part may be missing. Throws Invalid
 * for a name, or the usual receiver, that stands there twice.
 */
export function readReceivers(settings: ConnectorSettings, option: string): Receivers {
  const parts = (optionalText(settings, option) ?? "").split(";").map((part) => part.trim());
  const byName = new Map<string, string>();
  for (const part of parts.filter((text) => text !== "")) {
    const [, name = "", receiver = part] = NAMED.exec(part) ?? [];
    if (byName.has(name)) {
      const what = name === "" ? "has two receivers without a name" : `names the receiver "${name}" twice`;
      throw optionFailure(settings, option, `${what}; write it as "usual; sales: other"`);
    }
    byName.set(name, receiver);
  }
  return { of: (name) => byName.get(name) ?? byName.get(""), all: [...byName.values()] };
}

import { readConfiguration } from "../project/configuration-file.ts";
import { configuredExpiries } from "./key-expiry.ts";

/** Says on stderr which keys end within two weeks, as `xmap.json` tells. */
export async function warnOfExpiringKeys(path: string): Promise<void> {
  const { configuration } = readConfiguration(path);
  const systems = Object.values(configuration.environments ?? {}).flatMap((one) => Object.values(one.systems ?? {}));
  if (!systems.some(({ keyExpires }) => keyExpires !== undefined)) return;
  // The runtime is large, and most projects need nothing of it here.
  const { SYSTEM_CLOCK } = await import("@xmap/runtime/node");
  for (const words of configuredExpiries(configuration, SYSTEM_CLOCK.now()))
    process.stderr.write(`warning: ${words}\n`);
}

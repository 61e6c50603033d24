import type { ConnectorSession, SystemModule } from "@xmap/contract";
import { connectorNamed } from "../run/connectors.ts";
import type { SystemOpener } from "../run/open-sessions.ts";

/** Opens one declared system by itself, so that others need not be there; rejects with a CommandError or a Failure. */
export async function openDeclared(
  opener: SystemOpener,
  projectFolder: string,
  system: SystemModule,
): Promise<ConnectorSession> {
  const connector = await connectorNamed(system.connector, projectFolder);
  const options = (await opener.fill([system])).get(system.name) ?? {};
  return connector.open(opener.settings(system, options));
}

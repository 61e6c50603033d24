import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { csvConnector } from "@xmap/connectors/csv";
import { emailConnector } from "@xmap/connectors/email";
import { httpConnector } from "@xmap/connectors/http";
import { ndjsonConnector } from "@xmap/connectors/ndjson";
import { odooConnector } from "@xmap/connectors/odoo";
import { slackConnector } from "@xmap/connectors/slack";
import { sqlConnector } from "@xmap/connectors/sql";
import { webhookConnector } from "@xmap/connectors/webhook";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { Connector } from "@xmap/contract";
import { loadProjectConnector, projectConnectors } from "../connector/project-connector.ts";
import { CommandError } from "../project/command-error.ts";

const CONNECTORS: Readonly<Record<string, Connector>> = {
  xcart: xcartConnector,
  odoo: odooConnector,
  acumatica: acumaticaConnector,
  csv: csvConnector,
  sql: sqlConnector,
  ndjson: ndjsonConnector,
  http: httpConnector,
  slack: slackConnector,
  email: emailConnector,
  webhook: webhookConnector,
};

/** The connector that a `system` declaration names: one of xmap's, or one of the project in this folder. */
export async function connectorNamed(name: string, projectFolder: string): Promise<Connector> {
  const known = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
  const own = projectConnectors(projectFolder);
  const file = Object.hasOwn(own, name) ? own[name] : undefined;
  if (known !== undefined && file !== undefined)
    throw new CommandError(`xmap has a connector "${name}" of its own; give the one of the project another name.`);
  if (file !== undefined) return loadProjectConnector(projectFolder, name, file);
  if (known !== undefined) return known;
  const names = [...Object.keys(CONNECTORS), ...Object.keys(own)].join(", ");
  throw new CommandError(
    `There is no connector "${name}". There are: ${names}. One of your own is named under "connectors" in xmap.json.`,
  );
}

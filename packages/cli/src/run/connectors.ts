import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { csvConnector } from "@xmap/connectors/csv";
import { emailConnector } from "@xmap/connectors/email";
import { odooConnector } from "@xmap/connectors/odoo";
import { slackConnector } from "@xmap/connectors/slack";
import { webhookConnector } from "@xmap/connectors/webhook";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { Connector } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

const CONNECTORS: Readonly<Record<string, Connector>> = {
  xcart: xcartConnector,
  odoo: odooConnector,
  acumatica: acumaticaConnector,
  csv: csvConnector,
  slack: slackConnector,
  email: emailConnector,
  webhook: webhookConnector,
};

/** The connector that a `system` declaration names. */
export function connectorNamed(name: string): Connector {
  const connector = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
  if (connector === undefined) {
    throw new CommandError(`There is no connector "${name}". There are: ${Object.keys(CONNECTORS).join(", ")}.`);
  }
  return connector;
}

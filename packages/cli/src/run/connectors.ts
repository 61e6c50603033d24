import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { Connector } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

const CONNECTORS: Readonly<Record<string, Connector>> = {
  xcart: xcartConnector,
  odoo: odooConnector,
  csv: csvConnector,
};

/** The connector that a `system` declaration names. */
export function connectorNamed(name: string): Connector {
  const connector = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
  if (connector === undefined) {
    throw new CommandError(`There is no connector "${name}". There are: ${Object.keys(CONNECTORS).join(", ")}.`);
  }
  return connector;
}

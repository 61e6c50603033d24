import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emailConnector } from "@xmap/connectors/email";
import { slackConnector } from "@xmap/connectors/slack";
import { webhookConnector } from "@xmap/connectors/webhook";
import { copyRunnableMappings } from "../harness/mappings.ts";

const CONNECTORS = { team: slackConnector, mail: emailConnector, pager: webhookConnector } as const;

const DECLARATIONS = `xmap 1

system team = slack { url: secret("SLACK_URL") }
system mail = email { url: secret("SMTP_URL"), from: "xmap@acme.example", to: env("MAIL_TO") }
system pager = webhook { url: secret("PAGER_URL"), secret: secret("PAGER_SECRET") }
`;

/** A copy of the mappings in which three channels are declared, with steps before the sale is looked for. */
export function mappingsWithChannels(folder: string, steps: string, declarations = DECLARATIONS): string {
  const copy = copyRunnableMappings(folder);
  writeFileSync(join(copy, "shared/channels.xmap"), declarations);
  for (const [system, { description }] of Object.entries(CONNECTORS)) {
    mkdirSync(join(copy, "schemas", system), { recursive: true });
    writeFileSync(join(copy, "schemas", system, "connector.json"), JSON.stringify(description));
  }
  const orders = join(copy, "xcart-odoo/orders.xmap");
  const place = "  sale = sync order via OrderToSale\n";
  const text = readFileSync(orders, "utf8");
  if (!text.includes(place)) throw new Error("orders.xmap has no step that looks for the sale");
  const told = Object.keys(CONNECTORS).filter((system) => new RegExp(`notify ${system}\\b`).test(steps));
  const imports = told.length === 0 ? "" : `import { ${told.join(", ")} } from "../shared/channels.xmap"\n`;
  const withSteps = text.replace(place, `${steps}\n${place}`);
  writeFileSync(orders, withSteps.replace("import {", `${imports}import {`));
  return copy;
}

import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startCommand } from "../cli/started-command.ts";
import { MAPPINGS } from "../harness/mappings.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const SHOP = `system shop = xcart {
  url: env("SHOP_URL")
  key: secret("SHOP_KEY")
  webhookSecret: secret("SHOP_WEBHOOK_SECRET")
}
entity Order = shop.orders { key id }
entity ShopProduct = shop.products { key id }
`;
const ODOO = `system erp = odoo {
  url: env("ODOO_URL")
  database: env("ODOO_DATABASE")
  login: env("ODOO_LOGIN")
  key: secret("ODOO_KEY")
  webhookSecret: secret("ODOO_WEBHOOK_SECRET")
}
entity SaleOrder = erp.sale.order { key id }
entity Partner = erp.res.partner { key id }
lookup Buyer: Partner.email -> Partner.id { none -> reject "unknown" }
binding OrderToSale: Order -> SaleOrder {
  order_number -> client_order_ref  key
  notes        -> note
  email        -> partner_id  via Buyer
}
flow Orders for order: Order {
  on change by webhook, poll every 30s
  on change of SaleOrder via OrderToSale by webhook, poll every 30s
  sale = sync order via OrderToSale
  when sale.state = "draft" {
    call sale.action_confirm()
  }
}
`;
const ODOO_READ = `system erp = odoo {
  url: env("ODOO_URL")
  database: env("ODOO_DATABASE")
  login: env("ODOO_LOGIN")
  key: secret("ODOO_KEY")
}
entity Quant = erp.stock.quant { key id }
flow Watch for order: Order {
  on change by poll every 30s
  require order.total > 0 else hold "nothing to pay"
}
`;
const ACUMATICA = `system acumatica = acumatica {
  url: env("ACUMATICA_URL")
  tenant: env("ACUMATICA_TENANT")
  user: env("ACUMATICA_USER")
  password: secret("ACUMATICA_PASSWORD")
  webhookSecret: secret("ACUMATICA_WEBHOOK_SECRET")
  zone: "America/New_York"
}
entity Shipment = acumatica.Shipment { key ShipmentNbr }
flow Shipments for shipment: Shipment {
  on change by webhook, poll every 30s
  require shipment.Status = "Confirmed" else skip "not yet"
}
`;

/** Mappings of the sandboxes: orders to Odoo, a shop that is only read, shipments of Acumatica. */
export const SOURCES = { orders: `${SHOP}${ODOO}`, readsOnly: `${SHOP}${ODOO_READ}`, shipments: ACUMATICA } as const;

export interface DoctorProject {
  readonly folder: string;
  run(environment: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<CommandEnd>;
}

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of one file with the schemas of the repository's mappings. */
export function doctorProject(source: string, sandbox: object = {}): DoctorProject {
  const folder = temporaryFolder();
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  cpSync(join(MAPPINGS, "schemas"), join(folder, "schemas"), { recursive: true });
  const environments = { sandbox: { store: "store.sqlite", ...sandbox } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  writeFileSync(join(folder, "main.xmap"), `xmap 1\n\n${source}`);
  return {
    folder,
    async run(environment, ...words) {
      const command = startCommand(words, folder, environment);
      const exitCode = await command.ended();
      return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
    },
  };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SystemModule } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { SANDBOX_ORDERS, SANDBOX_PRODUCTS, SANDBOX_SERVICES } from "./sandbox-goods.ts";

/** Sandboxes in the place of a project's systems. */
export interface SandboxSystems {
  /** Addresses by the declared name of the system. */
  readonly urls: Readonly<Record<string, string>>;
  /** What the environment must say so that xmap finds them. */
  readonly variables: Readonly<Record<string, string>>;
  /** What a person can do there, in words. */
  readonly advice: readonly string[];
  /** Lets the shops tell of their changes. */
  connect(runtimeUrl: string): void;
  close(): Promise<void>;
}

interface Sandbox {
  readonly url: string;
  readonly options: Readonly<Record<string, string>>;
  readonly advice: readonly string[];
  connect(webhookUrl: string): void;
  close(): Promise<void>;
}

const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret of the sandbox only").toString("base64")}`;
const ODOO_SECRET = "a-secret-of-the-sandbox-only";
const CARRIER = "Courier";

const STARTERS: Readonly<Record<string, () => Promise<Sandbox>>> = { xcart: startShop, odoo: startErp };

/** Starts a sandbox for each X-Cart and Odoo of the project; throws a CommandError when one cannot take the system's place. */
export async function startSandboxSystems(systems: readonly SystemModule[]): Promise<SandboxSystems> {
  const replaced = systems.filter(({ connector }) => Object.hasOwn(STARTERS, connector));
  if (replaced.length === 0)
    throw new CommandError(
      `--sandbox can stand in for ${Object.keys(STARTERS).join(" and ")}; the project has neither.`,
    );
  const started: [SystemModule, Sandbox][] = [];
  // What the installation keeps for itself begins empty, like the systems.
  const folder = mkdtempSync(join(tmpdir(), "xmap-dev-"));
  const close = async (): Promise<void> => {
    for (const [, sandbox] of started) await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const variables: Record<string, string> = {};
    for (const system of replaced) {
      const sandbox = await STARTERS[system.connector]?.();
      if (sandbox === undefined) continue;
      started.push([system, sandbox]);
      Object.assign(variables, variablesOf(system, sandbox.options));
    }
    const own = systems.filter(({ connector, options }) => connector === "sql" && options.setup !== undefined);
    for (const system of own)
      Object.assign(variables, variablesOf(system, { file: join(folder, `${system.name}.sqlite`) }));
    return {
      urls: Object.fromEntries(started.map(([{ name }, { url }]) => [name, url])),
      variables,
      advice: started.flatMap(([, { advice }]) => advice),
      connect: (runtimeUrl) => {
        for (const [{ name }, sandbox] of started) sandbox.connect(`${runtimeUrl}/webhooks/${name}`);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The variables that a system's options name, with what the sandbox answers to. */
function variablesOf(system: SystemModule, known: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(known)) {
    const option = system.options[name];
    if (option === undefined) continue;
    if ("value" in option)
      throw new CommandError(
        `The option ${name} of the system ${system.name} is written out in the mapping; write env("…") so that --sandbox can set it.`,
      );
    filled["env" in option ? option.env : option.secret] = value;
  }
  return filled;
}

async function startShop(): Promise<Sandbox> {
  const { startXCartSandbox } = await import("@xmap/sandbox/xcart");
  const shop = await startXCartSandbox({ products: SANDBOX_PRODUCTS });
  for (const order of SANDBOX_ORDERS) shop.placeOrder({ shipping_method_name: CARRIER, ...order });
  const [product] = SANDBOX_PRODUCTS;
  const example = JSON.stringify({
    email: "you@example.com",
    payment_status: "P",
    shipping_method_name: CARRIER,
    items: [{ sku: product?.sku ?? "", amount: 2 }],
  });
  return {
    url: shop.url,
    options: { url: shop.url, key: shop.keys.all, webhookSecret: WEBHOOK_SECRET },
    advice: [
      `Place an order:   curl -X POST ${shop.url}/__sandbox/orders -d '${example}'`,
      `See the shop:     curl ${shop.url}/__sandbox/state`,
    ],
    connect: (url) => shop.setWebhook({ url, secret: WEBHOOK_SECRET }),
    async close() {
      shop.setWebhook(undefined);
      await shop.close();
    },
  };
}

async function startErp(): Promise<Sandbox> {
  const { startOdooSandbox } = await import("@xmap/sandbox/odoo");
  const erp = await startOdooSandbox({
    seed: {
      products: [
        ...SANDBOX_PRODUCTS.map((product) => ({ ...product, quantity: 1_000 })),
        ...SANDBOX_SERVICES.map((sku) => ({ sku, name: sku, type: "service" as const })),
      ],
      carriers: [{ name: CARRIER }],
    },
  });
  return {
    url: erp.url,
    options: { url: erp.url, database: erp.database, login: "admin", key: "admin", webhookSecret: ODOO_SECRET },
    advice: [
      `Deliver a sale:   curl -X POST ${erp.url}/__sandbox/ship -d '{"saleId":1}'`,
      `See the ERP:      curl ${erp.url}/__sandbox/state`,
    ],
    connect: () => {},
    close: () => erp.close(),
  };
}

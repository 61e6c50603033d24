import { expect, test } from "vitest";
import { fillSystemOptions } from "../../src/run/system-options.ts";
import { openSecrets } from "./support.ts";

const SYSTEMS = [
  {
    name: "erp",
    connector: "odoo",
    options: { url: { env: "ERP_URL" }, key: { secret: "ERP_KEY" }, page: { value: 5 } },
  },
  { name: "shop", connector: "xcart", options: { key: { secret: "SHOP_KEY" } } },
] as const;

test("values, variables and secrets are filled in", async () => {
  const found = openSecrets({}, { process: { ERP_URL: "https://erp", ERP_KEY: "k1", SHOP_KEY: "k2" } });
  const filled = await fillSystemOptions(SYSTEMS, found);
  expect(Object.fromEntries(filled)).toEqual({ erp: { url: "https://erp", key: "k1", page: 5 }, shop: { key: "k2" } });
});

test("all that is missing is named at once, with where it was looked for", async () => {
  const found = openSecrets({ secrets: { folder: "/run/secrets" } }, { process: { ERP_URL: "https://erp" } });
  await expect(fillSystemOptions(SYSTEMS, found)).rejects.toThrow(
    /^Not set: ERP_KEY \(erp\.key\), SHOP_KEY \(shop\.key\)\. .*for secrets: the environment, .*\/run\/secrets/,
  );
});

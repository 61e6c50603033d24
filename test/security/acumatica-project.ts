import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { temporaryFolder } from "../harness/temporary-folder.ts";

/** A project of one system that a person has to let xmap into; answers its folder. */
export function acumaticaProject(url: string, tenant: string): string {
  const folder = temporaryFolder();
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "schemas", "erp"), { recursive: true });
  writeFileSync(join(folder, "schemas", "erp", "connector.json"), JSON.stringify(acumaticaConnector.description));
  writeFileSync(
    join(folder, "erp.xmap"),
    `xmap 1

system erp = acumatica {
  url: "${url}"
  tenant: "${tenant}"
  signIn: "person"
  clientId: env("ERP_CLIENT")
  clientSecret: secret("ERP_SECRET")
}
`,
  );
  const environments = { live: { store: "store.sqlite", systems: { erp: { keyExpires: "2020-01-31" } } } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  return folder;
}

// @module-tag long

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { expect, it, onTestFinished } from "vitest";
import { acumaticaProject } from "./acumatica-project.ts";
import { runWithInput } from "./run-with-input.ts";

const CLIENT = "00000000-0000-4000-8000-000000000024";
const KEY = Buffer.alloc(32, 3).toString("base64");

async function startProject() {
  const acumatica = await startAcumaticaSandbox({ instance: "/AcuSandbox" });
  onTestFinished(() => acumatica.close());
  const folder = acumaticaProject(acumatica.baseUrl, acumatica.tenant);
  const environment = { ERP_CLIENT: CLIENT, ERP_SECRET: "secret", XMAP_SECRET_KEY: KEY };
  return { acumatica, folder, environment };
}

/** Goes where a browser would be sent to. */
async function follow(address: string, change: (target: URL) => void = () => {}): Promise<number> {
  const sent = await fetch(address, { redirect: "manual" });
  const target = new URL(sent.headers.get("location") ?? "");
  change(target);
  return (await fetch(target)).status;
}

it("a person lets xmap in by a browser; the token is kept encrypted, and used and replaced by each sign-in", async () => {
  const { acumatica, folder, environment } = await startProject();
  const parts = { folder, environment };
  const statuses: number[] = [];
  const onFirstLine = (line: string): void => {
    void (async () => {
      // Somebody else on this machine, who does not know the state.
      statuses.push(await follow(line, (target) => target.searchParams.set("state", "guessed")));
      statuses.push(await follow(line));
    })();
  };
  const letIn = await runWithInput(["authorize", "erp", "--env", "live"], { ...parts, onFirstLine });
  expect(letIn.stderr).toContain("erp has let xmap in");
  expect([letIn.exitCode, statuses]).toEqual([0, [400, 200]]);
  const [address = ""] = letIn.stdout.split("\n");
  expect(new URL(address).searchParams.get("code_challenge_method")).toBe("S256");

  const file = join(folder, "store.sqlite.secrets");
  const before = readFileSync(file, "utf8");
  const pulled = await runWithInput(["pull", "erp", "--env", "live", "--resource", "StockItem"], parts);
  expect([pulled.exitCode, pulled.stderr]).toEqual([0, expect.any(String)]);
  expect(readFileSync(file, "utf8")).not.toBe(before);

  acumatica.revokeTokens();
  const refused = await runWithInput(["pull", "erp", "--env", "live", "--resource", "StockItem"], parts);
  expect([refused.exitCode, refused.stderr]).toEqual([3, expect.stringContaining("run xmap authorize erp")]);
});

it("without the key of the encrypted store it says how to make one", async () => {
  const { folder, environment } = await startProject();
  const { XMAP_SECRET_KEY: _key, ...keyless } = environment;
  const onFirstLine = (line: string): void => void follow(line);
  const ended = await runWithInput(["authorize", "erp", "--env", "live"], {
    folder,
    environment: keyless,
    onFirstLine,
  });
  expect([ended.exitCode, ended.stderr]).toEqual([3, expect.stringContaining("openssl rand -base64 32")]);
});

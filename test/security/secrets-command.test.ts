import { expect, it } from "vitest";
import { acumaticaProject } from "./acumatica-project.ts";
import { type CommandEnd, runWithInput } from "./run-with-input.ts";

const KEY = Buffer.alloc(32, 3).toString("base64");
const NEW_KEY = Buffer.alloc(32, 4).toString("base64");
const SECRET = "recognisable-secret";

it("secrets are set, listed, removed and given another key, and none is ever shown", { tags: ["long"] }, async () => {
  const folder = acumaticaProject("https://erp.example.com", "Main");
  const said: CommandEnd[] = [];
  const xmap = async (
    parameters: string,
    input = "",
    environment: Record<string, string> = { XMAP_SECRET_KEY: KEY },
  ) => {
    const end = await runWithInput([...parameters.split(" "), "--env", "live"], { folder, environment, input });
    said.push(end);
    return end;
  };
  const missing = await xmap("secrets list --json");
  expect(missing.exitCode).toBe(1);
  expect(JSON.parse(missing.stdout)).toEqual({
    schema: "xmap.secret/1",
    name: "ERP_SECRET",
    neededBy: ["erp.clientSecret"],
    from: null,
    changed: null,
  });
  expect((await xmap("secrets set ERP_SECRET", `${SECRET}\n`)).exitCode).toBe(0);
  const listed = await xmap("secrets list");
  expect([listed.exitCode, listed.stdout]).toEqual([
    0,
    expect.stringMatching(/ERP_SECRET\s+erp\.clientSecret\s+\S+\.secrets\s+2/),
  ]);
  const shadowed = await xmap("secrets set ERP_SECRET", SECRET, { XMAP_SECRET_KEY: KEY, ERP_SECRET: "other" });
  expect(shadowed.stderr).toContain("It is not used as long as ERP_SECRET also comes from the environment");
  expect((await xmap("secrets rotate-key", "", { XMAP_SECRET_KEY: KEY, XMAP_NEW_SECRET_KEY: NEW_KEY })).exitCode).toBe(
    0,
  );
  expect((await xmap("secrets list")).stderr).toContain("written with another key");
  expect((await xmap("secrets remove ERP_SECRET", "", { XMAP_SECRET_KEY: NEW_KEY })).exitCode).toBe(0);
  expect((await xmap("secrets list", "", { XMAP_SECRET_KEY: NEW_KEY })).exitCode).toBe(1);
  for (const { stdout, stderr } of said) expect(`${stdout}${stderr}`).not.toMatch(/recognisable|BAQEBA|AwMDAw/);
});

it.each([
  ["secrets set 1bad", "x", "cannot be the name of a secret"],
  ["secrets set GOOD", "\n", "Standard input is empty"],
  ["secrets remove OTHER", "", "holds no OTHER"],
  ["secrets rotate-key", "", "XMAP_NEW_SECRET_KEY is not set"],
  ["authorize nobody", "", "The mappings declare no system nobody; they declare: erp"],
])("%s is refused with what to do", async (parameters, input, words) => {
  const folder = acumaticaProject("https://erp.example.com", "Main");
  const environment = { XMAP_SECRET_KEY: KEY };
  const end = await runWithInput([...parameters.split(" "), "--env", "live"], { folder, environment, input });
  expect([end.exitCode, end.stderr]).toEqual([2, expect.stringContaining(words)]);
});

it("check warns of a key that has expired", async () => {
  const folder = acumaticaProject("https://erp.example.com", "Main");
  const { exitCode, stderr } = await runWithInput(["check"], { folder });
  expect([exitCode, stderr]).toEqual([
    0,
    expect.stringContaining("warning: the key of erp has expired: make a new one"),
  ]);
});

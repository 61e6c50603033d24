import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { SourceFrame, WaitingRecord } from "@xmap/contract";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { renderStack } from "../src/operations/source-stack.ts";

const SOURCE = `xmap 1
binding OrderToSale: Order -> Sale {
  email   -> email  key   // by which they find each other
  total -> amount
}
`;

function render(frames: readonly SourceFrame[], outcome: WaitingRecord["outcome"] = "rejected"): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "orders.xmap"), SOURCE);
  const waiting: WaitingRecord = {
    run: "run-1",
    flow: "OrderToCash",
    record: "shop/Order/1",
    outcome,
    step: "sale",
    problems: [{ rule: "OrderToSale/email", message: "email has no value" }],
    failure: undefined,
    attempts: 0,
    since: 0,
    event: "event-1",
    group: "group-1",
    stack: frames,
  };
  const shown = relative(process.cwd(), folder).replaceAll("\\", "/");
  return renderStack(folder, waiting).replaceAll(shown, "project");
}

const RULE = { name: "OrderToSale/email", file: "orders.xmap", line: 3, text: "email -> email key" };

it("the rule is shown in its line, without the remark behind it", () => {
  expect(render([RULE]).split("\n")).toEqual([
    "project/orders.xmap:3:3: error[OrderToSale/email]: email has no value",
    "  |",
    "3 |   email   -> email  key   // by which they find each other",
    "  |   ^^^^^^^^^^^^^^^^^^^^^",
  ]);
});

it("a hold is a warning, and steps around the rule are named", () => {
  const step = { name: "OrderToCash/sale", file: "orders.xmap", line: 2 };
  const shown = render([RULE, step], "held");
  expect(shown).toContain("warning[OrderToSale/email]: email has no value");
  expect(shown).toContain("orders.xmap:2:1: information[OrderToCash/sale]: in this step");
});

it("a rule that stands no longer where it stood is told without its line", () => {
  expect(render([{ ...RULE, line: 4 }])).toBe(
    "project/orders.xmap:4: OrderToSale/email: email -> email key (the file has changed since)",
  );
  expect(render([{ ...RULE, line: 40 }])).toContain("(the file has changed since)");
});

it("a file that is not there is named", () => {
  expect(render([{ ...RULE, file: "gone.xmap" }])).toBe(
    "project/gone.xmap:3: OrderToSale/email: email -> email key (the file is not here)",
  );
});

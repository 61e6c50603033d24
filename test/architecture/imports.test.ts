import { expect, it } from "vitest";
import { findForbiddenImports } from "./check-imports.ts";

it("no package imports what its layer must not know", () => {
  expect(findForbiddenImports()).toEqual([]);
});

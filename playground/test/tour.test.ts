import { checkProject, formatSource } from "@xmap/language";
import { expect, test } from "vitest";
import { createFileHost } from "../src/project/file-host.ts";
import { TOUR_FILE, TOUR_STEPS } from "../src/tour/tour-steps.ts";
import { readFolder } from "./support.ts";

const FILES = readFolder("playground/examples/tour");

test("the tour begins with an empty file and has eight steps", () => {
  expect(FILES.get(TOUR_FILE)?.trim()).toBe("");
  expect(TOUR_STEPS).toHaveLength(8);
});

test.each(TOUR_STEPS.filter(({ fileAfter }) => fileAfter !== undefined))(
  "what step $id writes has no errors and is in canonical form",
  ({ fileAfter = "" }) => {
    const { diagnostics } = checkProject([TOUR_FILE], createFileHost(new Map(FILES).set(TOUR_FILE, fileAfter)));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(formatSource(TOUR_FILE, fileAfter)).toEqual({ text: fileAfter });
  },
);

import { expect, test } from "vitest";
import { markedSource } from "../src/marked-source.ts";

test("marks are taken out and their places kept", () => {
  const { text, spans } = markedSource("a ~~~bad~~~ and ~~~~~~worse");
  expect(text).toBe("a bad and worse");
  expect(spans).toEqual([
    { start: 2, end: 5 },
    { start: 10, end: 10 },
  ]);
});

test("a mark that is not closed is a mistake", () => {
  expect(() => markedSource("a ~~~bad")).toThrow("not closed");
});

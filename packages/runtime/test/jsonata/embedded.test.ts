import { duringRun, MappingError, shape } from "@xmap/runtime";
import { callNative, compute, functions, JsonataError } from "@xmap/runtime/jsonata";
import { expect, test } from "vitest";

const START = { instant: () => Date.UTC(2026, 2, 4, 16, 22, 9), random: { fraction: () => 0.25 } };
const nowOf = () =>
  compute("B/value", "$now()", shape.text, { root: {} }, (run, context) =>
    callNative(run, 0, functions.now, context, []),
  );

test("an expression knows when its run began", () => {
  expect(duringRun(START, nowOf)).toBe("2026-03-04T16:22:09.000Z");
});

test("a run inside a run has its own start, and the outer one comes back", () => {
  const inner = { ...START, instant: () => 0 };
  expect(duringRun(START, () => [duringRun(inner, nowOf), nowOf()])).toEqual([
    "1970-01-01T00:00:00.000Z",
    "2026-03-04T16:22:09.000Z",
  ]);
});

test("outside of a run there is no start, also after one that failed", () => {
  const failing = () => {
    throw new Error("no");
  };
  expect(() => duringRun(START, failing)).toThrow("no");
  expect(nowOf).toThrow("the start of the run is known during a run only");
});

test("a context is what is given for it, also when that is nothing", () => {
  const context = (given: object) => compute("B/v", "$", shape.anything, { root: 1, ...given }, (_run, value) => value);
  expect([context({}), context({ context: 2 }), context({ context: undefined })]).toEqual([1, 2, undefined]);
});

test("a failure names rule and expression", () => {
  const failing = () =>
    compute("B/value", "$error()", shape.anything, { root: 1 }, () => {
      throw new JsonataError("D3137", { message: "too bad" });
    });
  expect(failing).toThrow(MappingError);
  expect(failing).toThrow("too bad (in $error())");
});

test("a value of another type than the expression's is refused", () => {
  expect(() => compute("B/value", "items.sku", shape.items(shape.text), { root: 1 }, () => ["a", 5])).toThrow(
    "items.sku[1] must be text, not 5",
  );
});

test("$eval of computed text needs a compiler", () => {
  const evaluate = () =>
    compute("F/x", "$eval(t)", shape.anything, { root: {} }, (run, context) =>
      callNative(run, 0, functions.eval, context, ["1 + 1"]),
    );
  expect(() => duringRun(START, evaluate)).toThrow("needs the compiler");
});

import { expect, test } from "vitest";
import { contradictions } from "./contract-check.ts";

const id = "92276658-1e27-41c0-8a6a-63ec24ede6a4";

test.each<[what: string, method: string, path: string, sent: unknown, status: number, answered: unknown, said: RegExp]>(
  [
    [
      "an unknown field of a request",
      "PUT",
      "/Customer",
      { Nonsense: { value: "x" } },
      200,
      { id },
      /request.*Nonsense/,
    ],
    [
      "a wrong type in a request",
      "PUT",
      "/Customer",
      { CreditLimit: { value: "1" } },
      200,
      { id },
      /request\/CreditLimit\/value must be number/,
    ],
    [
      "a wrapper in a wrapper",
      "PUT",
      "/Customer",
      { CustomerID: { value: "C", label: "x" } },
      200,
      { id },
      /request\/CustomerID must NOT have additional/,
    ],
    ["an unknown field of an answer", "GET", "/Customer/C1", undefined, 200, { id, Nonsense: {} }, /answer.*Nonsense/],
    [
      "an unknown field of a line",
      "GET",
      "/SalesOrder/SO/1",
      undefined,
      200,
      { Details: [{ Nonsense: {} }] },
      /answer\/Details\/0/,
    ],
    [
      "a date without an offset",
      "GET",
      "/Customer/C1",
      undefined,
      200,
      { CreatedDateTime: { value: "2026-03-09T00:00:00" } },
      /date-time/,
    ],
    ["an id that is none", "GET", "/Customer/C1", undefined, 200, { id: "1" }, /uuid/],
    ["a list that is none", "GET", "/Customer", undefined, 200, { value: [] }, /must be array/],
    ["a status that is not described", "PUT", "/Customer", {}, 201, { id }, /answer 201 is none of 200/],
    [
      "an error without a message",
      "GET",
      "/Customer/C1",
      undefined,
      500,
      { exceptionMessage: "x" },
      /required property 'message'/,
    ],
  ],
)("%s is found", (_what, method, path, sent, status, answered, said) => {
  expect(contradictions({ method, path, sent, status, answered }).join("\n")).toMatch(said);
});

test.each<[method: string, path: string, sent: unknown, status: number, answered: unknown]>([
  ["PUT", "/Customer", { CustomerID: { value: "C1" }, CreditLimit: { value: 1.5 } }, 200, { id, CustomerID: {} }],
  ["PUT", "/SalesOrder", { Details: [{ id, delete: true }] }, 200, { id, _links: { self: "/x" } }],
  ["PUT", "/Customer", { Nonsense: { value: "x" } }, 400, { message: "An error has occurred." }],
  ["GET", "/Warehouse", undefined, 200, [{ anything: 1 }]],
])("%s %s of %j that answers %d is no contradiction", (method, path, sent, status, answered) => {
  expect(contradictions({ method, path, sent, status, answered })).toEqual([]);
});

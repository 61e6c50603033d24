import { describe, expect, test } from "vitest";
import { xcartFailure } from "../../src/xcart/errors.ts";

const PROBLEM = "application/problem+json; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const problem = (detail: string) => ({
  type: "https://tools.ietf.org/html/rfc2616#section-10",
  title: "An error occurred",
  detail,
});
const BLANK =
  "Object(XLite\\API\\Endpoint\\Product\\DTO\\Input).sku:\n    This value should not be blank. (code c1051bb4)\n";

const ROWS: readonly [status: number, type: string, body: unknown, expected: string, message: string][] = [
  [401, JSON_TYPE, { message: "Invalid credentials." }, "Unauthorized none system", "Invalid credentials."],
  [401, JSON_TYPE, { code: 401, message: "JWT Token not found" }, "Unauthorized none system", "JWT Token not found"],
  [403, PROBLEM, problem("Access Denied."), "Forbidden none entity", "Access Denied."],
  [404, JSON_TYPE, { title: "An error occurred", detail: "Not found" }, "SchemaDrift none entity", "Not found"],
  [404, PROBLEM, problem("Not Found"), "NotFound none record", "Not Found"],
  [400, PROBLEM, problem("Order with ID 999999 not found"), "NotFound none record", "Order with ID 999999 not found"],
  [400, PROBLEM, problem("Status code 'ZZ' is invalid"), "Invalid none record", "Status code 'ZZ' is invalid"],
  [400, PROBLEM, problem("Page should not be less than 1"), "Invalid none record", "Page should not be less than 1"],
  [400, PROBLEM, problem(BLANK), "Invalid none record", BLANK],
  [409, PROBLEM, problem("The optimistic lock failed"), "Conflict none record", "The optimistic lock failed"],
  [415, PROBLEM, problem("Unsupported"), "SchemaDrift none entity", "Unsupported"],
  [422, PROBLEM, problem("sku: too long"), "Invalid none record", "sku: too long"],
  [500, PROBLEM, problem("Internal Server Error"), "Transient unknown record", "Internal Server Error"],
  [
    500,
    "application/ld+json",
    { "hydra:description": "Internal Server Error" },
    "Transient unknown record",
    "Internal Server Error",
  ],
  [418, PROBLEM, problem("Teapot"), "Invalid none record", "Teapot"],
];

function failureFor(status: number, contentType: string, body: unknown, writes = true) {
  const context = { system: "shop", operation: "PUT /api/orders/1", writes, secrets: [] };
  return xcartFailure({ status, contentType, body, serverTime: undefined, context })?.details;
}

describe("X-Cart's errors", () => {
  test.each(ROWS)("%i %s %j", (status, type, body, expected, message) => {
    const details = failureFor(status, type, body);
    expect(`${details?.class} ${details?.effect} ${details?.scope}`).toBe(expected);
    expect(details).toMatchObject({ status, message });
  });

  test("a failed read has no effect, and 2xx is no failure", () => {
    expect(failureFor(500, PROBLEM, problem("Internal Server Error"), false)?.effect).toBe("none");
    expect(failureFor(200, JSON_TYPE, [])).toBeUndefined();
  });

  test("names the fields of validation texts and lists", () => {
    expect(failureFor(400, PROBLEM, problem(BLANK))?.fields).toEqual([
      { path: "sku", message: "This value should not be blank.", rule: "c1051bb4" },
    ]);
    expect(failureFor(400, PROBLEM, problem('Field "street" is required'))?.fields).toEqual([
      { path: "street", message: "is required" },
    ]);
    const worded: readonly [text: string, path: string, rule: string | undefined][] = [
      ["Input validations failed: SKU ABC is not unique", "sku", "unique"],
      ['Field "login" must be unique', "login", "unique"],
      ["Status code 'ZZ' is invalid", "payment_status.code", undefined],
      ["Status code 'ZZ' is wrong", "shipping_status.code", undefined],
      ['The type of the "amount" attribute must be "int", "string" given.', "amount", undefined],
    ];
    for (const [text, path, rule] of worded) {
      const [field, ...others] = failureFor(400, PROBLEM, problem(text))?.fields ?? [];
      expect([field?.path, field?.rule, others]).toEqual([path, rule, []]);
    }
    const two = `${BLANK}${BLANK.replace("sku", "name")}`;
    expect(failureFor(400, PROBLEM, problem(two))?.fields.map(({ path }) => path)).toEqual(["sku", "name"]);
    const violations = [{ propertyPath: "sku", message: "too long", code: "d94b" }];
    expect(failureFor(422, PROBLEM, { detail: "sku: too long", violations })?.fields).toEqual([
      { path: "sku", message: "too long", rule: "d94b" },
    ]);
  });
});

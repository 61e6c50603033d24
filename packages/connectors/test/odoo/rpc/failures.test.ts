import { describe, expect, test } from "vitest";
import { json2Failure, odooFailure } from "../../../src/odoo/rpc/errors.ts";
import { faultFailure, isNothingReturned } from "../../../src/odoo/rpc/xml-rpc-fault.ts";

const context = { system: "erp", operation: "sale.order.write", writes: true, secrets: ["top-secret"] };
const TRACEBACK =
  'Traceback (most recent call last):\n  File "/usr/lib/python3/x.py", line 3, in f\n    g(top)\n    ~^^\n';

describe("answers of JSON-2", () => {
  const ROWS: readonly [status: number, name: string, message: string, expected: string][] = [
    [422, "odoo.exceptions.ValidationError", "The operation cannot be completed: ...", "Invalid record never"],
    [422, "odoo.exceptions.UserError", "Even magicians can't post nothing!", "BusinessRule record never"],
    [403, "odoo.exceptions.AccessError", "You are not allowed to modify 'Companies'", "Forbidden entity never"],
    [403, "odoo.exceptions.AccessDenied", "Access Denied", "Unauthorized system whenHealed"],
    [401, "werkzeug.exceptions.Unauthorized", "Invalid apikey", "Unauthorized system whenHealed"],
    [404, "odoo.exceptions.MissingError", "Record does not exist or has been deleted.", "NotFound record never"],
    [404, "werkzeug.exceptions.NotFound", "the model 'no.such' does not exist", "SchemaDrift entity never"],
    [404, "werkzeug.exceptions.NotFound", "Did you mean POST /json/2/<model>/<method>?", "SchemaDrift entity never"],
    [409, "odoo.exceptions.LockError", "Cannot lock", "Conflict record now"],
    [
      422,
      "werkzeug.exceptions.UnprocessableEntity",
      "missing a required argument: 'domain'",
      "SchemaDrift entity never",
    ],
    [400, "werkzeug.exceptions.BadRequest", "could not parse the body as json", "SchemaDrift entity never"],
    [500, "builtins.ValueError", "Invalid field 'nope' in 'sale.order'", "SchemaDrift entity never"],
    [500, "builtins.ValueError", "Wrong value for product.template.type: 'nonsense'", "Invalid record never"],
    [500, "psycopg2.errors.SerializationFailure", "could not serialize access", "Conflict record now"],
    [500, "builtins.ZeroDivisionError", "division by zero", "Unknown record now"],
  ];

  test.each(ROWS)("%i %s: %s", (status, name, message, expected) => {
    const body = { name, message, arguments: [message], context: {}, debug: TRACEBACK };
    const { details } = json2Failure(context, "write", status, body);
    expect(`${details.class} ${details.scope} ${details.retry.when}`).toBe(expected);
    expect(details).toMatchObject({ effect: "none", status, message });
    expect(JSON.stringify(details)).not.toContain("Traceback");
  });

  test("a body of another form is kept without secrets and traceback, and its effect is not known", () => {
    const { details } = json2Failure(context, "write", 500, { oops: "top-secret", debug: TRACEBACK });
    expect(details).toMatchObject({ class: "Unknown", effect: "unknown", status: 500 });
    expect(details.message).toBe('Odoo answered {"oops":"***"}');
    expect(json2Failure({ ...context, writes: false }, "read", 500, undefined).details.effect).toBe("none");
  });
});

test("an error of JSON-RPC without a message keeps its body, without the traceback", () => {
  const { details } = odooFailure(context, "write", { code: 0, data: { name: "a.B", debug: TRACEBACK } });
  expect(details).toMatchObject({
    class: "Unknown",
    name: "a.B",
    message: 'Odoo answered {"code":0,"data":{"name":"a.B"}}',
  });
});

describe("faults of XML-RPC", () => {
  const ROWS: readonly [code: number, text: string, expected: string, message: string, method?: string][] = [
    [2, "Contacts require a name", "BusinessRule record never", "Contacts require a name"],
    [2, "Object no.such doesn't exist", "SchemaDrift entity never", "Object no.such doesn't exist", "fields_get"],
    [3, "Access Denied", "Unauthorized system whenHealed", "Access Denied"],
    [4, "Private methods cannot be called", "Forbidden entity never", "Private methods cannot be called"],
    [
      1,
      `${TRACEBACK}KeyError: 'nope'\n\nDuring handling of the above exception, another exception occurred:\n\n${TRACEBACK}ValueError: Invalid field sale.order.nope in condition ('nope', '=', 1)\n`,
      "SchemaDrift entity never",
      "Invalid field sale.order.nope in condition ('nope', '=', 1)",
    ],
    [
      1,
      `${TRACEBACK}ValueError: Invalid field 'nope' on 'sale.order'\n`,
      "SchemaDrift entity never",
      "Invalid field 'nope' on 'sale.order'",
    ],
    [
      1,
      `${TRACEBACK}psycopg2.OperationalError: connection failed: FATAL:  database "nodb" does not exist\nsecond line\n`,
      "Maintenance system whenHealed",
      'connection failed: FATAL:  database "nodb" does not exist\nsecond line',
    ],
    [
      1,
      `${TRACEBACK}psycopg2.errors.LockNotAvailable: could not obtain lock`,
      "Conflict record now",
      "could not obtain lock",
    ],
    [1, `${TRACEBACK}AttributeError: no such method`, "SchemaDrift entity never", "no such method"],
    [1, "", "Unknown record now", 'Odoo answered {"faultCode":1}'],
    [1, `${TRACEBACK}ZeroDivisionError`, "Unknown record now", 'Odoo answered {"faultCode":1}'],
    [9, "of a later version", "Unknown record now", 'Odoo answered {"faultCode":9}'],
  ];

  test.each(ROWS)("code %i, row %$", (code, text, expected, message, method = "write") => {
    const { details } = faultFailure(context, method, { code, text });
    expect(`${details.class} ${details.scope} ${details.retry.when}`).toBe(expected);
    expect(details).toMatchObject({ effect: "none", message });
    expect(JSON.stringify(details)).not.toContain("x.py");
  });

  test("a method that returned nothing is told from one that failed", () => {
    const text = `${TRACEBACK}TypeError: cannot marshal None unless allow_none is enabled\n`;
    expect(isNothingReturned({ code: 1, text })).toBe(true);
    expect(isNothingReturned({ code: 1, text: `${TRACEBACK}TypeError: f() takes 1 argument` })).toBe(false);
  });
});

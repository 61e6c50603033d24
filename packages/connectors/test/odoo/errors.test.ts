import { describe, expect, test } from "vitest";
import { odooFailure } from "../../src/odoo/rpc/errors.ts";

const context = { system: "erp", operation: "sale.order.write", writes: true, secrets: ["top-secret"] };

const ROWS: readonly [name: string, message: string, expected: string, method?: string][] = [
  [
    "odoo.exceptions.ValidationError",
    "The operation cannot be completed: Contacts require a name",
    "Invalid record never",
  ],
  ["odoo.exceptions.UserError", "Some orders are not in a state requiring confirmation.", "BusinessRule record never"],
  ["odoo.exceptions.UserError", "Object no.such.model doesn't exist", "SchemaDrift entity never", "fields_get"],
  ["odoo.exceptions.RedirectWarning", "Configure a journal first", "BusinessRule record never"],
  ["odoo.exceptions.AccessError", "You are not allowed to modify 'Companies'", "Forbidden entity never"],
  ["odoo.exceptions.AccessDenied", "Access Denied", "Unauthorized system whenHealed"],
  ["odoo.http.SessionExpiredException", "Session expired", "Unauthorized system whenHealed"],
  ["odoo.exceptions.MissingError", "Record does not exist or has been deleted.", "NotFound record never"],
  ["odoo.exceptions.LockError", "Cannot lock", "Conflict record now"],
  ["psycopg2.errors.SerializationFailure", "could not serialize access", "Conflict record now"],
  ["psycopg2.errors.DeadlockDetected", "deadlock detected", "Conflict record now"],
  ["psycopg2.errors.LockNotAvailable", "could not obtain lock", "Conflict record now"],
  ["psycopg2.errors.QueryCanceled", "canceling statement", "Timeout record now"],
  ["psycopg2.errors.DiskFull", "could not extend file", "Transient record now"],
  ["psycopg2.pool.PoolError", "The Connection Pool Is Full", "RateLimited system after"],
  ["psycopg2.OperationalError", 'database "nodb" does not exist', "Maintenance system whenHealed"],
  ["psycopg2.InterfaceError", "connection already closed", "Maintenance system whenHealed"],
  ["builtins.ValueError", "Invalid field 'no_such_field' in 'res.partner'", "SchemaDrift entity never"],
  ["builtins.ValueError", "Wrong value for product.template.type: 'nonsense'", "Invalid record never"],
  ["builtins.ValueError", "time data '2026-11-20T14:03:00Z' does not match format", "Invalid record never"],
  ["builtins.TypeError", "search() got an unexpected keyword argument 'nokw'", "SchemaDrift entity never"],
  ["builtins.AttributeError", "The method 'sale.order.no_such_method' does not exist", "SchemaDrift entity never"],
  ["werkzeug.exceptions.NotFound", "404 Not Found", "SchemaDrift system whenHealed"],
  ["builtins.ZeroDivisionError", "division by zero", "Unknown record now"],
];

describe("Odoo's errors", () => {
  test.each(ROWS)("%s: %s", (name, message, expected, method = "write") => {
    const data = { name, message, arguments: [message], context: {}, debug: "Traceback: /usr/lib/python3" };
    for (const code of [0, 200]) {
      const { details } = odooFailure(context, method, { code, message: "Odoo Server Error", data });
      expect(`${details.class} ${details.scope} ${details.retry.when}`).toBe(expected);
      expect(details).toMatchObject({ effect: "none", name, message });
      expect(JSON.stringify(details)).not.toContain("Traceback");
    }
  });

  test("an error without data keeps its words and loses secrets", () => {
    const { details } = odooFailure(context, "write", { code: 404, message: "404: no top-secret here" });
    expect(details).toMatchObject({ class: "Unknown", effect: "none", message: "404: no *** here" });
  });
});

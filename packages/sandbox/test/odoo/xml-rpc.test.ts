import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterAll, beforeAll, expect, test } from "vitest";

let odoo: OdooSandbox;
beforeAll(async () => {
  odoo = await startOdooSandbox();
});
afterAll(() => odoo.close());

async function send(path: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${odoo.url}${path}`, { method: "POST", headers: { "Content-Type": "text/xml" }, body });
  expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  return { status: response.status, text: await response.text() };
}

const value = (inner: string): string => `<param><value>${inner}</value></param>`;

const execute = (model: string, method: string, args: string, keywords = "<struct/>", secret = "admin"): string =>
  `<?xml version='1.0'?><methodCall><methodName>execute_kw</methodName><params>${[
    value(`<string>${odoo.database}</string>`),
    value("<int>2</int>"),
    value(`<string>${secret}</string>`),
    value(model),
    value(method),
    value(`<array><data>${args}</data></array>`),
    value(keywords),
  ].join("")}</params></methodCall>`;

const missing = "<value><array><data><value><int>2147483647</int></value></data></array></value>";
const emailOnly = member("email", "<string>x</string>");
const unknownField = condition("nope", "<int>1</int>");

function member(name: string, inner: string): string {
  return `<value><struct><member><name>${name}</name><value>${inner}</value></member></struct></value>`;
}

function condition(field: string, inner: string): string {
  const items = `<value>${field}</value><value>=</value><value>${inner}</value>`;
  return `<value><array><data><value><array><data>${items}</data></array></value></data></array></value>`;
}

function fault(text: string): { readonly code: string | undefined; readonly message: string | undefined } {
  const [, code] = /<name>faultCode<\/name><value><(?:int|string)>([^<]*)</.exec(text) ?? [];
  const [, message] = /<name>faultString<\/name><value><string(?:\/>|>([^<]*))/.exec(text) ?? [];
  return { code, message };
}

test("common answers the version and false for a wrong password", async () => {
  const call = (name: string, params = ""): string =>
    `<methodCall><methodName>${name}</methodName><params>${params}</params></methodCall>`;
  const version = await send("/xmlrpc/2/common", call("version"));
  expect(version.text).toContain("<member><name>server_version</name><value><string>19.0</string></value></member>");
  const login = [value(odoo.database), value("admin"), value("bad"), value("<struct/>")].join("");
  expect((await send("/xmlrpc/2/common", call("authenticate", login))).text).toContain("<boolean>0</boolean>");
  const databases = await send("/xmlrpc/2/db", call("list"));
  expect(databases.text).toContain(`<value><string>${odoo.database}</string></value>`);
});

test("records come back typed, with false for what is unset and characters escaped", async () => {
  const created = await send(
    "/xmlrpc/2/object",
    execute("res.partner", "create", member("name", "Ann &lt;&amp;&gt; Bü&#233;")),
  );
  const [, id] = /<int>(\d+)<\/int>/.exec(created.text) ?? [];
  const fields = "<array><data><value>name</value><value>email</value><value>country_id</value></data></array>";
  const read = await send(
    "/xmlrpc/2/object",
    execute("res.partner", "search_read", condition("id", `<int>${id}</int>`), member("fields", fields).slice(7, -8)),
  );
  expect(read.text).toContain("<name>name</name><value><string>Ann &lt;&amp;&gt; Büé</string></value>");
  expect(read.text).toContain("<name>email</name><value><boolean>0</boolean></value>");
});

test.each([
  ["a missing record", () => execute("sale.order", "action_confirm", missing), "2"],
  ["a constraint", () => execute("res.partner", "create", emailOnly), "2"],
  ["a wrong password", () => execute("res.partner", "search", "", "<struct/>", "bad"), "3"],
  ["a private method", () => execute("sale.order", "_create_invoices", missing), "4"],
  ["an unknown field", () => execute("sale.order", "search", unknownField), "1"],
  ["a body that is no XML", () => "<nope", "1"],
])("the fault for %s has the recorded number", async (_case, body, code) => {
  const { status, text } = await send("/xmlrpc/2/object", body());
  expect(status).toBe(200);
  expect(fault(text).code).toBe(code);
});

test("the number 1 comes with a trace, the others with the message alone", async () => {
  const unknown = await send("/xmlrpc/2/object", execute("sale.order", "search", unknownField));
  expect(fault(unknown.text).message).toMatch(/^Traceback .*builtins.ValueError: Invalid field/s);
  const refused = await send("/xmlrpc/2/object", execute("res.partner", "create", emailOnly));
  expect(fault(refused.text).message).toBe("The operation cannot be completed: Contacts require a name");
});

test("a method without a result has done its work when its fault says that None cannot be written", async () => {
  const order = Number(odoo.call("sale.order", "create", [{ partner_id: 1 }]));
  const ids = `<value><array><data><value><int>${order}</int></value></data></array></value>`;
  const { text } = await send("/xmlrpc/2/object", execute("sale.order", "action_lock", ids));
  expect(fault(text).message).toContain("cannot marshal None unless allow_none is enabled");
  expect(odoo.records("sale.order").find(({ id }) => id === order)).toMatchObject({ locked: true });
});

test("the first version tells its faults in words", async () => {
  const constraint = await send("/xmlrpc/object", execute("res.partner", "create", emailOnly));
  expect(fault(constraint.text).code).toBe(
    "warning -- UserError\n\nThe operation cannot be completed: Contacts require a name",
  );
  const denied = await send("/xmlrpc/object", execute("res.partner", "search", "", "<struct/>", "bad"));
  expect(fault(denied.text)).toEqual({ code: "AccessDenied", message: "Access Denied" });
});

test("calls count under the model's method, and a fault counts as an error", async () => {
  const before = odoo.counters.values();
  await send("/xmlrpc/2/object", execute("res.partner", "create", emailOnly));
  const after = odoo.counters.values();
  expect(after.errors - before.errors).toBe(1);
  expect(after.requests["res.partner.create"]).toBeGreaterThan(before.requests["res.partner.create"] ?? 0);
});

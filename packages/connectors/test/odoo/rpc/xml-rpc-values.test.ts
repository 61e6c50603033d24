import { expect, test } from "vitest";
import { formatMethodCall, parseMethodResponse } from "../../../src/odoo/rpc/xml-rpc-values.ts";

const answer = (value: string): string =>
  `<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>${value}</value>\n</param>\n</params>\n</methodResponse>\n`;

test.each([
  ["<int>7</int>", 7],
  ["<i4>-7</i4>", -7],
  ["<double>12.5</double>", 12.5],
  ["<boolean>1</boolean>", true],
  ["<boolean>0</boolean>", false],
  ["<nil/>", null],
  ["<string></string>", ""],
  ["<string/>", ""],
  ["untyped", "untyped"],
  ["<string>  spaces &amp; &lt;signs&gt;, &quot;quotes&apos; </string>", "  spaces & <signs>, \"quotes' "],
  ["<string>&#228;&#xFC; &#x1F600; &unknown; &#x110000;</string>", "äü 😀 &unknown; &#x110000;"],
  ["<string>a\nb</string>", "a\nb"],
  ["<string>007</string>", "007"],
  ["<string>true</string>", "true"],
  ["<array><data>\n</data></array>", []],
  ["<array><data><value><int>1</int></value></data></array>", [1]],
  ["<array><data><value><int>1</int></value><value><string>b</string></value></data></array>", [1, "b"]],
  ["<struct>\n</struct>", {}],
  ["<struct><member><name>id</name><value><int>3</int></value></member></struct>", { id: 3 }],
  [
    "<array><data><value><struct><member><name>a</name><value><array><data><value><int>1</int></value></data></array></value></member><member><name>__proto__x</name><value>y</value></member></struct></value></data></array>",
    [{ a: [1], __proto__x: "y" }],
  ],
])("%s is read as %j", (xml, value) => {
  expect(parseMethodResponse(answer(xml))).toEqual({ value });
});

test("faults are read with their code and text", () => {
  const fault =
    "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>2</int></value></member>" +
    "<member><name>faultString</name><value><string>No &lt;b&gt;</string></value></member></struct></value></fault></methodResponse>";
  expect(parseMethodResponse(fault)).toEqual({ fault: { code: 2, text: "No <b>" } });
});

test.each([
  ["no XML", "<html><body>Down"],
  ["another document", "<html><body>Down</body></html>"],
  ["an answer without a value", "<methodResponse><params></params></methodResponse>"],
  ["a document type", `<!DOCTYPE x [<!ENTITY a "aaaa">]>${answer("<string>&a;</string>")}`],
  ["a document type in small letters", `<!doctype x>${answer("<int>1</int>")}`],
])("%s is no answer", (_what, text) => {
  expect(parseMethodResponse(text)).toBeUndefined();
});

test("calls carry every kind of value, and what is sent is read again as it was", () => {
  const values = [
    1,
    -2.5,
    2 ** 40,
    true,
    false,
    null,
    "a <b> & \r\n c",
    [],
    [1, [2]],
    { name: "x", deep: { list: [null] } },
  ];
  const call = formatMethodCall("execute_kw", [values]);
  expect(call).toContain("<methodName>execute_kw</methodName>");
  const [, sent] = /<params><param><value>([\s\S]*)<\/value><\/param><\/params>/.exec(call) ?? [];
  expect(parseMethodResponse(answer(sent ?? ""))).toEqual({ value: values });
});

test("characters that XML cannot hold are left out, and absent members are not sent", () => {
  const call = formatMethodCall("m", ["a\u0000\u0008\u001fb\tc\n", { gone: undefined }]);
  expect(call).toContain("<string>ab\tc\n</string>");
  expect(call).toContain("<struct></struct>");
});

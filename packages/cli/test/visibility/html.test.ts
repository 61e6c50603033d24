import { expect, it } from "vitest";
import { html, joined } from "../../src/specification/html.ts";

it("values are escaped, HTML is not escaped again", () => {
  const inner = html`<b>${"a < b & \"c\" 'd'"}</b>`;
  expect(html`<p title="${'"x"'}">${inner}</p>`.text).toBe(
    '<p title="&quot;x&quot;"><b>a &lt; b &amp; &quot;c&quot; &#39;d&#39;</b></p>',
  );
});

it("lists are joined, and what is undefined is nothing", () => {
  expect(html`${["a", html`<i>b</i>`, undefined, 3]}`.text).toBe("a<i>b</i>3");
  expect(joined(["a", "<"], html`<br>`).text).toBe("a<br>&lt;");
});

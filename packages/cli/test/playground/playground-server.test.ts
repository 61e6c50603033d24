import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashText } from "@xmap/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PageFile } from "../../src/playground/page-files.ts";
import { type PlaygroundServer, startPlaygroundServer } from "../../src/playground/playground-server.ts";

const HTML: PageFile = { type: "text/html", policy: "default-src 'none'", body: Buffer.from("<html></html>") };
const PAGE = new Map([["/", HTML]]);
const TOKEN = "a-token-of-the-test";

let folder: string;
let server: PlaygroundServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-served-"));
  writeFileSync(join(folder, "a.xmap"), "xmap 1\n");
  server = await startPlaygroundServer({ folder, port: 0, token: TOKEN, page: PAGE });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As a browser asks that has the cookie, or with other headers in their place. */
function ask(path: string, { method = "GET", headers = {}, body }: Asked = {}) {
  const { port } = new URL(server.url);
  const cookie = `xmap-playground-${port}=${TOKEN}`;
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers: { host: `127.0.0.1:${port}`, cookie, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on("error", reject).end(body);
  });
}

test("the address with its token gives the page and a cookie that scripts cannot read", async () => {
  const { search } = new URL(server.url);
  const page = await ask(`/${search}`, { headers: { cookie: "" } });
  expect(page.status).toBe(200);
  expect(page.headers["set-cookie"]).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict/)]);
  expect(page.headers["content-security-policy"]).toBe("default-src 'none'");
  expect(page.headers["referrer-policy"]).toBe("no-referrer");
});

test.each<[string, Record<string, string>, number]>([
  ["no cookie", { cookie: "" }, 401],
  ["another token", { cookie: "xmap-playground-1=b" }, 401],
  ["a foreign name for this machine", { host: "evil.example" }, 403],
  ["another port", { host: "127.0.0.1:1" }, 403],
  ["a foreign origin", { origin: "https://evil.example" }, 403],
])("who asks with %s gets nothing", async (_, headers, status) => {
  const answer = await ask("/project", { headers });
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain("a.xmap");
});

test("a page of another site cannot have a file written", async () => {
  const path = `/project/file?path=a.xmap&known=${hashText("xmap 1\n")}`;
  const headers = { "sec-fetch-site": "cross-site" };
  expect((await ask(path, { method: "PUT", body: "bad", headers })).status).toBe(403);
  expect(readFileSync(join(folder, "a.xmap"), "utf8")).toBe("xmap 1\n");
});

test("files are read and written, and an older text is no ground to write on", async () => {
  const project = JSON.parse((await ask("/project")).text);
  expect(project.files).toEqual([["a.xmap", "xmap 1\n"]]);
  const path = `/project/file?path=a.xmap&known=${hashText("xmap 1\n")}`;
  expect((await ask(path, { method: "PUT", body: "xmap 1\n// one\n" })).status).toBe(200);
  const second = await ask(path, { method: "PUT", body: "xmap 1\n// two\n" });
  expect(second.status).toBe(409);
  expect(JSON.parse(second.text)).toEqual({ text: "xmap 1\n// one\n" });
  expect(readFileSync(join(folder, "a.xmap"), "utf8")).toBe("xmap 1\n// one\n");
});

test.each(["..%2Fa.xmap", "%2Fetc%2Fpasswd.xmap", "a.ts"])("%s is refused with a sentence", async (path) => {
  const answer = await ask(`/project/file?path=${path}`, { method: "PUT", body: "bad" });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.text).reason).toMatch(/\.$/);
});

test.each(["/../package.json", "/%2e%2e/package.json", "/unknown"])("%s is no part of the page", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test("a text that is too large is refused", async () => {
  const answer = await ask("/project/file?path=b.json", { method: "PUT", body: "x".repeat(4_000_001) });
  expect(answer.status).toBe(413);
});

test("changes outside are told to the page, one's own are not", async () => {
  const { port } = new URL(server.url);
  const response = await fetch(`http://127.0.0.1:${port}/project/changes?token=${TOKEN}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await ask("/project/file?path=b.xmap", { method: "PUT", body: "mine" });
  writeFileSync(join(folder, "a.xmap"), "theirs");
  server.lookForChanges();
  const told = await reader?.read();
  expect(JSON.parse((told?.value ?? "").replace(/^data: /, ""))).toEqual([{ path: "a.xmap", text: "theirs" }]);
  await reader?.cancel();
});

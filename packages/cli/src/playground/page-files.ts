import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { CommandError } from "../project/command-error.ts";

/** A file of the built page. */
export interface PageFile {
  readonly type: string;
  readonly policy: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".json": "application/json",
};

/** Where the page lies: beside the built command, or where `npm run build -w playground` puts it. */
const PLACES = ["page", "../../../../playground/dist"];

/** Tells the page that a project's folder is behind it. */
const MARK = '<meta name="xmap-project" content="folder" />';

/** The files of the built page by their paths below the address. Throws CommandError when it was not built. */
export function readPage(): ReadonlyMap<string, PageFile> {
  const folder = PLACES.map((place) => join(import.meta.dirname, place)).find((place) =>
    existsSync(join(place, "index.html")),
  );
  if (folder === undefined)
    throw new CommandError("The playground's page is not built: run `npm run build -w playground`.");
  const policies = JSON.parse(readFileSync(join(folder, "policies.json"), "utf8")) as {
    readonly page: string;
    readonly sampleWorker: string;
  };
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry): readonly [string, PageFile] => {
    const place = join(entry.parentPath, entry.name);
    const path = `/${place.slice(folder.length + 1).replaceAll("\\", "/")}`;
    const body = readFileSync(place);
    const isSampleWorker = /\/sample-worker-[^/]*\.js$/.test(path);
    return [
      path,
      {
        type: TYPES[extname(path)] ?? "application/octet-stream",
        policy: isSampleWorker ? policies.sampleWorker : `${policies.page}; frame-ancestors 'none'`,
        body: path === "/index.html" ? marked(body) : body,
      },
    ];
  });
  const pages = new Map(files);
  const index = pages.get("/index.html");
  return index === undefined ? pages : pages.set("/", index);
}

function marked(html: Buffer): Buffer {
  return Buffer.from(html.toString("utf8").replace("</head>", `${MARK}</head>`));
}

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { mapOrder } from "./map-order.ts";
import { CACHE_FOLDER, type Target, type World } from "./world.ts";

const VERSION = "5.0.7";
const FOLDER = join(CACHE_FOLDER, "node-red");
const MAIN = join(FOLDER, "node_modules/node-red/red.js");
const PATH = "/webhooks/shop";
const START_MILLISECONDS = 60_000;

/** A running Node-RED with a flow that does what the hand-written server does, but for the signature. */
export interface NodeRedTarget extends Target {
  kill(): Promise<void>;
}

/** Starts Node-RED without its editor; installs it into the cache folder when it is not there. */
export async function startNodeRed(world: World, log: (line: string) => void): Promise<NodeRedTarget> {
  if (!existsSync(MAIN)) install(log);
  const port = await freePort();
  const folder = join(world.folder, "node-red");
  mkdirSync(folder, { recursive: true });
  const settings = {
    uiHost: "127.0.0.1",
    uiPort: port,
    userDir: folder,
    flowFile: "flows.json",
    credentialSecret: false,
    httpAdminRoot: false,
    telemetry: { enabled: false },
    logging: { console: { level: "error", metrics: false, audit: false } },
  };
  writeFileSync(join(folder, "settings.cjs"), `module.exports = ${JSON.stringify(settings)};\n`);
  writeFileSync(join(folder, "flows.json"), JSON.stringify(flow(world.sinkUrl)));
  const child = spawn(process.execPath, [MAIN, "--settings", join(folder, "settings.cjs"), "--userDir", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  const target = world.keep({
    name: "Node-RED",
    url: `http://127.0.0.1:${port}${PATH}`,
    processId: child.pid ?? 0,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  });
  await answers(target.url);
  return target;
}

function install(log: (line: string) => void): void {
  log(`  installing Node-RED ${VERSION} into ${FOLDER}`);
  mkdirSync(FOLDER, { recursive: true });
  const parameters = ["install", `node-red@${VERSION}`, "--prefix", FOLDER, "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", parameters, { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`npm could not install Node-RED ${VERSION}; is the registry reachable?`);
}

/** http in → the hand-written mapping → http request to the sink → http response. */
function flow(sinkUrl: string): readonly object[] {
  const mapping = `${mapOrder.toString()}
const sale = mapOrder(msg.payload);
msg.url = ${JSON.stringify(`${sinkUrl}/sales/`)} + sale.reference;
msg.payload = sale;
msg.headers = { "content-type": "application/json" };
return msg;`;
  const onTab = { z: "tab", x: 0, y: 0 };
  return [
    { id: "tab", type: "tab", label: "orders", disabled: false },
    { ...onTab, id: "in", type: "http in", name: "", url: PATH, method: "post", upload: false, wires: [["map"]] },
    { ...onTab, id: "map", type: "function", name: "", func: mapping, outputs: 1, libs: [], wires: [["out"]] },
    {
      ...onTab,
      id: "out",
      type: "http request",
      name: "",
      method: "PUT",
      ret: "txt",
      persist: true,
      url: "",
      wires: [["end"]],
    },
    { ...onTab, id: "end", type: "http response", name: "", statusCode: "200", headers: {}, wires: [] },
  ];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Resolves when the flow is deployed: the address then refuses a GET with an answer of its own. */
async function answers(url: string): Promise<void> {
  const giveUpAt = performance.now() + START_MILLISECONDS;
  while (performance.now() < giveUpAt) {
    const status = await fetch(url, { method: "OPTIONS" }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Node-RED did not answer at ${url} within ${START_MILLISECONDS / 1_000} s`);
}

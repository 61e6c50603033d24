import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { watchProject } from "../development/watch-project.ts";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { stopAsked } from "../run/stop-asked.ts";
import { readPage } from "./page-files.ts";
import { type PlaygroundServer, startPlaygroundServer } from "./playground-server.ts";

export interface PlaygroundOptions {
  readonly port?: string;
  readonly open: boolean;
}

const TABLES = [".csv"];
const TOKEN_BYTES = 32;
const HIGHEST_PORT = 65_535;

/** Serves the playground on a project's own files until the process is asked to stop. */
export async function playground(path: string, options: PlaygroundOptions): Promise<ExitCode> {
  const port = readPort(options.port);
  const { folder } = readConfiguration(path);
  const page = readPage();
  const watch = watchProject({ folder, clock: SYSTEM_CLOCK, furtherEndings: TABLES });
  void stopAsked().then(watch.stop);
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  let server: PlaygroundServer;
  try {
    server = await startPlaygroundServer({ folder, port, token, page });
  } catch (error) {
    watch.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The playground cannot be served on port ${port}: ${reason}. Choose another with --port.`);
  }
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);
  process.stderr.write(`${folder} is in the playground at ${server.url}\nCtrl-C ends.\n`);
  if (options.open) openBrowser(server.url);
  while (await watch.next()) server.lookForChanges();
  await server.close();
  return EXIT_CODES.fine;
}

function readPort(written: string | undefined): number {
  const port = Number(written ?? "0");
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port;
  throw new CommandError(`--port ${written} is no port: a whole number from 1 to ${HIGHEST_PORT}.`);
}

function openBrowser(url: string): void {
  const commands: Readonly<Record<string, readonly [string, ...string[]]>> = {
    darwin: ["open", url],
    win32: ["rundll32", "url.dll,FileProtocolHandler", url],
  };
  const [command, ...parameters] = commands[process.platform] ?? ["xdg-open", url];
  const child = spawn(command, parameters, { stdio: "ignore", detached: true });
  // Without a browser the address is there to be copied.
  child.on("error", () => process.stderr.write("No browser could be opened; open the address yourself.\n"));
  child.unref();
}

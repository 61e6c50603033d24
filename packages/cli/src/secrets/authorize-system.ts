import { type AuthorizationFlow, EXIT_CODES, type ExitCode, Failure } from "@xmap/contract";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { loadProject } from "../project/load-project.ts";
import { connectorNamed } from "../run/connectors.ts";
import { loadModules } from "../run/load-modules.ts";
import { systemOpener } from "../run/open-sessions.ts";
import { listenOnLoopback } from "./loopback-listener.ts";

export interface AuthorizeOptions {
  readonly project: string;
  readonly env: string;
  /** Where the browser comes back to; any free port when undefined. */
  readonly port?: number;
}

const LONGEST_WAIT_MILLISECONDS = 600_000;
const STATE_BYTES = 24;

/** `xmap authorize SYSTEM`: a person lets xmap in by a browser, and the refresh token is kept. */
export async function authorizeSystem(name: string, options: AuthorizeOptions): Promise<ExitCode> {
  const flow = await flowOf(name, options);
  const limits = { clock: SYSTEM_CLOCK, milliseconds: LONGEST_WAIT_MILLISECONDS };
  const listener = await listenOnLoopback(options.port ?? 0, limits);
  const { redirectUri } = listener;
  try {
    const state = Buffer.from(SYSTEM_RANDOM.bytes(STATE_BYTES)).toString("base64url");
    const coming = listener.code(state);
    process.stderr.write(
      `Open this address in a browser of this machine and let xmap in. ${name} must know ${redirectUri} as a redirect address.\n`,
    );
    process.stdout.write(`${flow.address({ redirectUri, state })}\n`);
    await flow.complete({ redirectUri, code: await coming });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new CommandError(`${name} did not let xmap in: ${error.message}`, EXIT_CODES.unreachable);
  } finally {
    await listener.close();
  }
  process.stderr.write(`${name} has let xmap in. The token is kept encrypted; a running xmap uses it by itself.\n`);
  return EXIT_CODES.fine;
}

async function flowOf(name: string, options: AuthorizeOptions): Promise<AuthorizationFlow> {
  const project = loadProject(options.project);
  const environment = environmentNamed(project.configuration, options.env);
  const systems = (await loadModules(project)).flatMap((module) => Object.values(module.systems));
  const system = systems.find((one) => one.name === name);
  if (system === undefined) {
    const known = [...new Set(systems.map((one) => one.name))].join(", ");
    throw new CommandError(`The mappings declare no system ${name}; they declare: ${known}.`);
  }
  const opener = systemOpener(project, environment);
  const filled = (await opener.fill([system])).get(name) ?? {};
  const settings = opener.settings(system, filled);
  try {
    const connector = await connectorNamed(system.connector, project.folder);
    const flow = connector.authorization?.(settings, SYSTEM_RANDOM);
    if (flow !== undefined) return flow;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new CommandError(`${name} cannot be opened: ${error.message}`);
  }
  throw new CommandError(
    `${name} signs in by the secrets of its options, so nobody has to let xmap in. (Acumatica: signIn: "person" changes that.)`,
  );
}

import { readFileSync } from "node:fs";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { type FaultPlan, parseFaultPlan } from "@xmap/sandbox";
import { CommandError } from "../project/command-error.ts";
import { stopAsked } from "../run/stop-asked.ts";
import { PAIRS, type PairName, type PairOptions, type SandboxPair, startPair } from "./start-pair.ts";

export interface SandboxOptions {
  readonly pair: string;
  readonly port: string;
  readonly seed: string;
  readonly faults?: string;
  readonly tell?: string;
}

const LARGEST_PORT = 65_534;
const LARGEST_SEED = 2 ** 32 - 1;

/** Runs a shop and an ERP until the process is asked to stop: variables to stdout, addresses to stderr. */
export async function runSandbox(options: SandboxOptions): Promise<ExitCode> {
  const stopped = stopAsked();
  const pair = await startOrSay(readPairOptions(options));
  try {
    process.stdout.write(
      Object.entries(pair.variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    say(`The shop: ${pair.shopUrl}/__sandbox/`);
    say(`The ERP:  ${pair.erpUrl}/__sandbox/`);
    say("Everything is forgotten at the end. Ctrl-C ends.");
    await stopped;
  } finally {
    await pair.close();
  }
  return EXIT_CODES.fine;
}

async function startOrSay(options: PairOptions): Promise<SandboxPair> {
  try {
    return await startPair(options);
  } catch (error) {
    if (isTaken(error))
      throw new CommandError(
        `Port ${options.port} or ${options.port + 1} is taken; give another with --port, or --port 0 for any that are free.`,
      );
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function readPairOptions({ pair, port, seed, faults, tell }: SandboxOptions): PairOptions {
  const known = PAIRS.find((name): name is PairName => name === pair);
  if (known === undefined) throw new CommandError(`--pair must be ${PAIRS.join(" or ")}, not "${pair}".`);
  return {
    pair: known,
    port: wholeNumber("--port", port, LARGEST_PORT),
    seed: wholeNumber("--seed", seed, LARGEST_SEED),
    faultPlans: faults === undefined ? {} : readFaultPlans(faults),
    tell: tell === undefined ? undefined : readAddress(tell),
  };
}

function wholeNumber(option: string, text: string, largest: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > largest)
    throw new CommandError(`${option} must be a whole number from 0 to ${largest}, not "${text}".`);
  return value;
}

function readAddress(text: string): string {
  if (!URL.canParse(text) || !text.startsWith("http"))
    throw new CommandError(`--tell must be an address such as http://127.0.0.1:8790, not "${text}".`);
  return text.replace(/\/+$/, "");
}

function readFaultPlans(file: string): PairOptions["faultPlans"] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    const sides = Object.entries(typeof read === "object" && read !== null ? read : {});
    const wrong = sides.find(([side]) => side !== "shop" && side !== "erp");
    if (sides.length === 0 || wrong !== undefined)
      throw new TypeError('it must be an object with "shop" or "erp" and a plan behind');
    const plans = sides.map(([side, plan]): [string, FaultPlan] => [side, parseFaultPlan(plan)]);
    return Object.fromEntries(plans);
  } catch (error) {
    throw new CommandError(`--faults ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

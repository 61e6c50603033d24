import { type ConnectorSession, EXIT_CODES, type ExitCode, Failure } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { openDeclared } from "../doctor/opened-system.ts";
import { type SystemNeeds, systemNeeds } from "../doctor/system-needs.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { CommandError } from "../project/command-error.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";
import { systemOpener } from "../run/open-sessions.ts";
import { changesAnything, type PlannedWebhook, planWebhooks } from "./webhook-plan.ts";

export interface WebhooksOptions {
  readonly env: string;
  readonly project: string;
  readonly url?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const WORDS: Readonly<Record<PlannedWebhook["change"], string>> = {
  add: "missing",
  move: "goes to another address",
  remove: "no trigger waits for it",
  keep: "set up",
  off: "switched off in the system",
};

/** `xmap webhooks list`: 1 when a webhook that a trigger waits for is not set up. */
export async function listWebhooks(system: string | undefined, options: WebhooksOptions): Promise<ExitCode> {
  const address = addressOf(options);
  let isWanting = false;
  await eachSystem(system, options, async (needs, session) => {
    const { name } = needs.system;
    const wanted = [...needs.webhooks.keys()];
    if (session.webhooks === undefined) {
      const setup = address === undefined ? [] : (session.webhookSetup?.(address(name), wanted) ?? []);
      show(
        options,
        name,
        wanted.map((resource) => ({ resource, state: "cannot be seen from here" })),
        setup,
      );
      return;
    }
    const plan = planWebhooks(wanted, await session.webhooks.list(), address?.(name));
    if (plan.some(({ change }) => change !== "keep")) isWanting = true;
    show(
      options,
      name,
      plan.map(({ resource, change }) => ({ resource, state: WORDS[change] })),
      [],
    );
  });
  return isWanting ? EXIT_CODES.findings : EXIT_CODES.fine;
}

/** `xmap webhooks sync`: carries the plan out with --yes; 4 when it waits for that. */
export async function syncWebhooks(system: string | undefined, options: WebhooksOptions): Promise<ExitCode> {
  const address = addressOf(options);
  if (address === undefined) throw new CommandError("Say where this xmap is reached: --url https://xmap.example.com");
  return carryOut(system, options, async (needs, session, isMeant) => {
    const { name } = needs.system;
    const wanted = [...needs.webhooks.keys()];
    const { webhooks } = session;
    if (webhooks === undefined) {
      say(session.webhookSetup?.(address(name), wanted).map((step) => `${name}: ${step}`) ?? []);
      return false;
    }
    const plan = planWebhooks(wanted, await webhooks.list(), address(name));
    say(plan.map((one) => `${name}: ${planText(one, address(name))}`));
    if (!changesAnything(plan)) return false;
    if (isMeant) await webhooks.register(address(name), wanted);
    return true;
  });
}

/** `xmap webhooks remove`: the same for taking all of them away. */
export async function removeWebhooks(system: string | undefined, options: WebhooksOptions): Promise<ExitCode> {
  return carryOut(system, options, async (needs, session, isMeant) => {
    const { name } = needs.system;
    const { webhooks } = session;
    if (webhooks === undefined) {
      if (needs.webhooks.size > 0 && session.webhookSetup !== undefined)
        say([`${name}: webhooks were entered there by people, and they take them away.`]);
      return false;
    }
    const registered = await webhooks.list();
    say(registered.map(({ resource, address }) => `${name}: - ${resource} to ${address}`));
    if (registered.length > 0 && isMeant) await webhooks.remove();
    return registered.length > 0;
  });
}

type SystemWork = (needs: SystemNeeds, session: ConnectorSession, isMeant: boolean) => Promise<boolean>;

async function carryOut(system: string | undefined, options: WebhooksOptions, work: SystemWork): Promise<ExitCode> {
  const isMeant = options.yes === true;
  let changes = 0;
  await eachSystem(system, options, async (needs, session) => {
    if (await work(needs, session, isMeant)) changes += 1;
  });
  if (changes === 0) process.stderr.write("Nothing is to be changed from here.\n");
  else if (isMeant) process.stderr.write("Done.\n");
  else process.stderr.write("Nothing was changed. Add --yes to carry this out.\n");
  return changes > 0 && !isMeant ? EXIT_CODES.personMustDecide : EXIT_CODES.fine;
}

async function eachSystem(
  named: string | undefined,
  options: WebhooksOptions,
  work: (needs: SystemNeeds, session: ConnectorSession) => Promise<void>,
): Promise<void> {
  const project = loadProject(options.project);
  if (project.program === undefined) throw new CommandError(showDiagnostics(project, "pretty"), EXIT_CODES.findings);
  const environment = environmentNamed(project.configuration, options.env);
  const modules = await loadModules(project);
  const all = systemNeeds(project.program, modules);
  const meant = named === undefined ? all : all.filter(({ system }) => system.name === named);
  if (meant.length === 0) {
    const names = all.map(({ system }) => system.name);
    throw new CommandError(
      `There is no system ${named ?? ""}; ${didYouMean(named ?? "", names) ?? `there are ${names.join(", ")}.`}`,
    );
  }
  const opener = systemOpener(project, environment);
  const declared = modules.flatMap(({ systems }) => Object.values(systems));
  for (const needs of meant) {
    const { name } = needs.system;
    const module = declared.find((one) => one.name === name);
    // Systems of which nobody waits for webhooks are asked only for those that are left over.
    if (module === undefined || (needs.webhooks.size === 0 && !("webhookSecret" in module.options))) continue;
    await asked(name, async () => {
      const session = await openDeclared(opener, project.folder, module);
      try {
        await work(needs, session);
      } finally {
        await session.close();
      }
    });
  }
}

async function asked(system: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const isSettings = error.details.class === "Invalid" || error.details.class === "SchemaDrift";
    throw new CommandError(`${system}: ${error.message}`, isSettings ? EXIT_CODES.usage : EXIT_CODES.unreachable);
  }
}

/** The address of each system's webhooks; undefined when none is given. Throws a CommandError. */
function addressOf({ url }: WebhooksOptions): ((system: string) => string) | undefined {
  if (url === undefined) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    parsed === undefined ||
    !["http:", "https:"].includes(parsed.protocol) ||
    parsed.search !== "" ||
    parsed.username !== ""
  )
    throw new CommandError(`"${url}" is no address of a server: write one such as https://xmap.example.com`);
  const isNear = ["127.0.0.1", "localhost", "[::1]"].includes(parsed.hostname);
  if (parsed.protocol === "http:" && !isNear)
    process.stderr.write(`warning: ${parsed.origin} is not encrypted, and the secret goes over it: use https\n`);
  const base = url.replace(/\/+$/, "").replace(/\/webhooks$/, "");
  return (system) => `${base}/webhooks/${system}`;
}

function planText({ resource, change }: PlannedWebhook, address: string): string {
  switch (change) {
    case "add":
      return `+ ${resource} to ${address}/***`;
    case "move":
      return `~ ${resource} to ${address}/***`;
    case "remove":
      return `- ${resource}: no trigger waits for it`;
    case "keep":
      return `= ${resource}`;
    case "off":
      return `= ${resource}: switched off in the system; switch it on there`;
  }
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

interface ShownWebhook {
  readonly resource: string;
  readonly state: string;
}

function show(
  { json }: WebhooksOptions,
  system: string,
  webhooks: readonly ShownWebhook[],
  setup: readonly string[],
): void {
  if (json === true) {
    process.stdout.write(jsonLine("webhooks", { system, webhooks, setup }));
    return;
  }
  say(webhooks.map(({ resource, state }) => `${system}: ${resource}: ${state}`));
  say(setup.map((step) => `${system}: ${step}`));
}

import type { ConnectorSession, RegisteredWebhook } from "@xmap/contract";
import { ensureFailure } from "@xmap/contract";
import { type Finding, listed } from "./finding.ts";
import type { SystemNeeds } from "./system-needs.ts";

/** Whether the system tells of what triggers wait for. */
export async function judgeWebhooks(
  needs: SystemNeeds,
  session: ConnectorSession,
  environment: string,
): Promise<readonly Finding[]> {
  const { name, declaration, description } = needs.system;
  const wanted = [...needs.webhooks.keys()];
  const findings: Finding[] = [];
  const isOption = Object.hasOwn(description.options.properties ?? {}, "webhookSecret");
  const isSet = declaration.options.some((option) => option.name.name === "webhookSecret");
  if (wanted.length > 0 && isOption && !isSet)
    findings.push({
      level: "warning",
      about: "webhooks",
      message: `${name} has no webhookSecret, so none of the webhooks that ${listed(flowsOf(needs))} ${flowsOf(needs).size === 1 ? "waits" : "wait"} for is accepted; changes are polled.`,
      mend: `Add webhookSecret: secret("…") to the system ${name}.`,
    });
  const { webhooks } = session;
  if (webhooks === undefined) {
    if (wanted.length > 0 && session.webhookSetup !== undefined)
      findings.push({
        level: "note",
        about: "webhooks",
        message: `Whether ${name} sends webhooks of ${listed(wanted)} cannot be seen from here; "xmap webhooks list ${name} --env ${environment} --url ADDRESS" says what to enter there.`,
      });
    return findings;
  }
  try {
    return [...findings, ...judgeRegistered(name, wanted, await webhooks.list(), environment)];
  } catch (thrown) {
    const { message } = ensureFailure(thrown, name, "webhooks");
    if (wanted.length > 0)
      findings.push({
        level: "note",
        about: "webhooks",
        message: `Webhooks of ${name} could not be looked at: ${message}`,
      });
    return findings;
  }
}

function flowsOf({ webhooks }: SystemNeeds): ReadonlySet<string> {
  return new Set([...webhooks.values()].flatMap((flows) => [...flows]));
}

function judgeRegistered(
  system: string,
  wanted: readonly string[],
  registered: readonly RegisteredWebhook[],
  environment: string,
): readonly Finding[] {
  const mend = `Run: xmap webhooks sync ${system} --env ${environment} --url https://ADDRESS`;
  const finding = (message: string): Finding => ({ level: "warning", about: "webhooks", message, mend });
  const missing = wanted.filter((name) => !registered.some(({ resource }) => resource === name));
  const off = registered.filter(({ resource, active }) => !active && wanted.includes(resource));
  const spare = registered.filter(({ resource }) => !wanted.includes(resource));
  return [
    ...(missing.length === 0
      ? []
      : [finding(`${system} sends no webhooks of ${listed(missing)}: changes wait for the next poll.`)]),
    ...(off.length === 0
      ? []
      : [finding(`Webhooks of ${listed(off.map(({ resource }) => resource))} are switched off in ${system}.`)]),
    ...(spare.length === 0
      ? []
      : [
          finding(
            `${system} sends webhooks of ${listed(spare.map(({ resource }) => resource))}, for which no trigger waits.`,
          ),
        ]),
  ];
}

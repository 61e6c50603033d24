import {
  type Clock,
  type ConnectorDiagnosis,
  type ConnectorSession,
  describePinMismatch,
  type EnvironmentIdentity,
  type EnvironmentPins,
  ensureFailure,
  Failure,
  findPinMismatches,
} from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { type Finding, listed } from "./finding.ts";
import { clockSkewSeconds, judgeClock } from "./judge-clock.ts";
import { judgeRights } from "./judge-rights.ts";
import { judgeSecrets, type SecretAge } from "./judge-secrets.ts";
import { judgeWebhooks } from "./judge-webhooks.ts";
import type { SystemNeeds } from "./system-needs.ts";

/** What one declared system has told, and what is wrong with it. */
export interface ExaminedSystem {
  readonly name: string;
  readonly connector: string;
  /** False where it could not be reached or has not let the connector in. */
  readonly isReached: boolean;
  readonly identity?: EnvironmentIdentity;
  readonly diagnosis?: ConnectorDiagnosis;
  /** How far its clock is ahead of this machine's; undefined where it does not tell the time. */
  readonly skewSeconds?: number;
  readonly findings: readonly Finding[];
}

export interface SystemExamination {
  readonly needs: SystemNeeds;
  /** Rejects with a CommandError or a Failure. */
  readonly open: () => Promise<ConnectorSession>;
  /** Name of the environment. */
  readonly environment: string;
  readonly pins: EnvironmentPins;
  readonly clock: Clock;
  /** The end of the key that xmap.json tells of. */
  readonly configuredEnd: number | undefined;
  readonly secretAges: readonly SecretAge[];
}

/** Asks a system about itself and compares that with what the mappings need; changes nothing in it and never rejects for what it answers. */
export async function examineSystem(examination: SystemExamination): Promise<ExaminedSystem> {
  const { name, declaration } = examination.needs.system;
  const named = { name, connector: declaration.connector.name };
  let session: ConnectorSession | undefined;
  try {
    session = await examination.open();
    const identity = await session.identify();
    return { ...named, isReached: true, identity, ...(await examineSession(examination, session, identity)) };
  } catch (thrown) {
    return { ...named, isReached: false, findings: [connectionFinding(name, thrown)] };
  } finally {
    await session?.close();
  }
}

type SessionFindings = Pick<ExaminedSystem, "findings" | "diagnosis" | "skewSeconds">;

async function examineSession(
  { needs, environment, pins, clock, configuredEnd, secretAges }: SystemExamination,
  session: ConnectorSession,
  identity: EnvironmentIdentity,
): Promise<SessionFindings> {
  const { name } = needs.system;
  const asked = await diagnose(needs, session, clock);
  const { diagnosis, skewSeconds } = asked;
  const told = diagnosis?.keyExpires ?? (await session.keyExpires?.().catch(() => undefined));
  const findings: readonly Finding[] = [
    ...findPinMismatches(pins, { [name]: identity }).map(
      (mismatch): Finding => ({
        level: "error",
        about: "installation",
        message: describePinMismatch(mismatch),
        mend: "Use another store for this environment, or mend the environment's settings.",
      }),
    ),
    ...asked.findings,
    ...(diagnosis === undefined ? [] : judgeRights(needs, diagnosis)),
    ...(skewSeconds === undefined ? [] : judgeClock(name, skewSeconds)),
    ...(await judgeCapabilities(needs, session)),
    ...(await judgeWebhooks(needs, session, environment)),
    ...judgeSecrets(name, { keyExpires: told ?? configuredEnd, ages: secretAges, now: clock.now() }),
    ...(diagnosis?.notes ?? []).map((message): Finding => ({ level: "note", about: "installation", message })),
  ];
  return {
    findings,
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(skewSeconds === undefined ? {} : { skewSeconds }),
  };
}

async function diagnose(needs: SystemNeeds, session: ConnectorSession, clock: Clock): Promise<SessionFindings> {
  const { name, description } = needs.system;
  if (session.diagnose === undefined) {
    const isUsed = needs.rights.size > 0;
    const message = `${name} answers; it does not tell its version, its rights and its time.`;
    return { findings: isUsed ? [{ level: "note", about: "installation", message }] : [] };
  }
  try {
    const from = clock.now();
    const diagnosis = await session.diagnose([...needs.rights.keys()]);
    const until = clock.now();
    // What no mapping needs is asked for apart: that it is not there is no matter.
    const others = Object.keys(description.resources).filter((resource) => !needs.rights.has(resource));
    const beyond =
      diagnosis.isIndivisible === true || others.length === 0 ? [] : (await session.diagnose(others)).rights;
    const { serverTime } = diagnosis;
    return {
      diagnosis: { ...diagnosis, rights: [...diagnosis.rights, ...beyond] },
      findings: [],
      ...(serverTime === undefined ? {} : { skewSeconds: clockSkewSeconds(serverTime, { from, until }) }),
    };
  } catch (thrown) {
    const failure = ensureFailure(thrown, name, "diagnose");
    const message = `${name} answers, but could not be examined: ${failure.message}`;
    return { findings: [{ level: "error", about: "installation", message }] };
  }
}

async function judgeCapabilities(
  { capabilities, system }: SystemNeeds,
  session: ConnectorSession,
): Promise<readonly Finding[]> {
  if (capabilities.size === 0) return [];
  const offered = await session.capabilities();
  return [...capabilities]
    .filter(([name]) => !offered.includes(name))
    .map(
      ([name, flows]): Finding => ({
        level: "warning",
        about: "capabilities",
        message: `${system.name} does not offer ${name}: ${listed(flows)} ${flows.size === 1 ? "leaves" : "leave"} the steps out that need it.`,
        mend: `Install in ${system.name} what offers ${name}, or live without these steps.`,
      }),
    );
}

const MENDS: Readonly<Record<string, string>> = {
  Unauthorized: "Look at its user and key: they are wrong, have expired, or belong to another installation.",
  Forbidden: "Give the account the right to use the API.",
  Invalid: "Mend its options in the system declaration or the environment.",
  Maintenance: "Look whether its address is right, and whether it is being upgraded.",
  RateLimited: "Wait, or let fewer others sign in with this account.",
};

function connectionFinding(name: string, thrown: unknown): Finding {
  if (thrown instanceof CommandError) return { level: "error", about: "connection", message: thrown.message };
  if (!(thrown instanceof Failure)) throw thrown;
  const { class: kind, message } = thrown.details;
  const mend = MENDS[kind] ?? "Look at its address, and whether it is reached from this machine.";
  return { level: "error", about: "connection", message: `${name} cannot be used: ${message}`, mend };
}

import type { ConnectorDiagnosis } from "@xmap/contract";
import type { ExaminedSystem } from "./examine-system.ts";
import type { Finding } from "./finding.ts";

/** A system as people read it: what it is, and what was found. */
export function systemText(system: ExaminedSystem): string {
  const { name, connector, isReached, identity, diagnosis, skewSeconds } = system;
  const what = diagnosis === undefined ? connector : productText(diagnosis);
  const where = identity === undefined ? "" : `, ${identity.label}`;
  const head = isReached ? `${name}: ${what}${where}` : `${name}: ${connector}, not reached`;
  const facts = [
    ...(diagnosis?.account === undefined ? [] : [`signed in as ${diagnosis.account}`]),
    ...(diagnosis?.locale === undefined ? [] : [`language ${diagnosis.locale}`]),
    ...(diagnosis?.currency === undefined ? [] : [`currency ${diagnosis.currency}`]),
    ...(skewSeconds === undefined ? [] : [`clock ${skewSeconds === 0 ? "as here" : `${skewSeconds} s from here`}`]),
  ];
  return [head, ...(facts.length === 0 ? [] : [`  ${facts.join("; ")}`]), ...findingLines(system.findings)].join("\n");
}

function productText({ product, version, variant }: ConnectorDiagnosis): string {
  return `${product}${version === undefined ? "" : ` ${version}`}${variant === undefined ? "" : `, ${variant}`}`;
}

const LEVELS = ["error", "warning", "note"] as const;

/** The worst first, each with its mend below it. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level)).flatMap(
    ({ level, message, mend }) => [
      `  ${level.padEnd(7)}  ${message}`,
      ...(mend === undefined ? [] : [`           ${mend}`]),
    ],
  );
}

import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { checkProject } from "@xmap/language";
import { LanguageWorkspace } from "@xmap/language/service";
import type { BenchmarkOptions, Figures } from "../benchmark.ts";
import { median, percentile } from "../harness/statistics.ts";
import type { GeneratedProject } from "./generated-project.ts";

/** Measures one thing over the generated project. */
export type LanguageMeasurement = (project: GeneratedProject, options: BenchmarkOptions) => Figures;

const MAPPINGS = resolve(import.meta.dirname, "../../../mappings");

function secondsOf(run: () => void): number {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1_000;
}

/** Checks the whole project once, before anything else has made the code warm. */
export const measureCheck: LanguageMeasurement = ({ host, rules }) => {
  let problem: string | undefined;
  const seconds = secondsOf(() => {
    const { diagnostics } = checkProject(host.listFiles(), host);
    if (hasErrors(diagnostics)) problem = diagnostics.find(({ severity }) => severity === "error")?.message;
  });
  if (problem !== undefined) throw new Error(`the generated project has an error: ${problem}`);
  return { [`check.cold${rules / 1_000}kRulesSeconds`]: seconds };
};

/** Parses generated and real files again and again; a round reads as much text of the one as of the other. */
export const measureParse: LanguageMeasurement = ({ files }, { quick }) => {
  const generated = files.slice(0, 10).map(({ text }) => text);
  const real = globSync("**/*.xmap", { cwd: MAPPINGS }).map((path) => readFileSync(join(MAPPINGS, path), "utf8"));
  const repeats = Math.ceil(bytesOf(generated) / bytesOf(real));
  const texts = [...generated, ...Array.from({ length: repeats }, () => real).flat()];
  const megabytes = bytesOf(texts) / 1_000_000;
  const round = () =>
    secondsOf(() => {
      for (const text of texts) parseFile("measured.xmap", text);
    });
  for (let warm = 0; warm < 3; warm += 1) round();
  const rounds = Array.from({ length: quick ? 5 : 15 }, () => {
    const before = process.cpuUsage();
    const rate = megabytes / round();
    const { user, system } = process.cpuUsage(before);
    return { rate, cpuMs: (user + system) / 1_000 / megabytes };
  });
  return {
    "parse.megabytesPerSecond": median(rounds.map(({ rate }) => rate)),
    "parse.cpuMsPerMegabyte": median(rounds.map(({ cpuMs }) => cpuMs)),
  };
};

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

const TYPED = "  field_12 -> field_12\n";

/** Types a rule letter by letter into one binding after another, and asks after each letter as an editor does. */
export const measureKeystrokes: LanguageMeasurement = ({ host, files }, { quick }) => {
  const workspace = new LanguageWorkspace(host);
  const file = files[Math.floor(files.length / 2)];
  if (file === undefined) throw new Error("the generated project has no files");
  workspace.setText(file.path, file.text);
  workspace.diagnostics(file.path);
  const places = [...file.text.matchAll(/^ {2}address\.street/gm)].map(({ index }) => index);
  const milliseconds: number[] = [];
  const cpuMilliseconds: number[] = [];
  for (const place of places.slice(0, quick ? 5 : places.length)) {
    for (let typed = 1; typed <= TYPED.length; typed += 1) {
      const text = file.text.slice(0, place) + TYPED.slice(0, typed) + file.text.slice(place);
      const before = process.cpuUsage();
      const seconds = secondsOf(() => {
        workspace.setText(file.path, text);
        workspace.diagnostics(file.path);
        workspace.completion(file.path, place + typed);
      });
      const { user, system } = process.cpuUsage(before);
      milliseconds.push(seconds * 1_000);
      cpuMilliseconds.push((user + system) / 1_000);
    }
  }
  // The first rule makes the code warm, as the first words after an editor's start do.
  const warm = milliseconds.slice(TYPED.length);
  const warmCpu = cpuMilliseconds.slice(TYPED.length);
  return {
    "keystroke.p50Ms": percentile(warm, 0.5),
    "keystroke.p99Ms": percentile(warm, 0.99),
    "keystroke.cpuP50Ms": percentile(warmCpu, 0.5),
    "keystroke.cpuP99Ms": percentile(warmCpu, 0.99),
  };
};

import { onTestFinished, vi } from "vitest";

/** Runs a command and answers what it said. */
export function said(run: () => number): { exitCode: number; out: string; talk: string } {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const talk = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const exitCode = run();
  const result = { exitCode, out: out.mock.calls.join(""), talk: talk.mock.calls.join("") };
  vi.restoreAllMocks();
  return result;
}

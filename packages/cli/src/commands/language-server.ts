import type { Command } from "commander";

/** `xmap language-server --stdio`: answers an editor until the editor ends it. */
export function declareLanguageServer(program: Command): void {
  program
    .command("language-server")
    .description("Answer an editor over the Language Server Protocol.")
    .requiredOption("--stdio", "speak over standard input and output")
    .action(async () => {
      const { serveOverStdio } = await import("../language-server/serve-over-stdio.ts");
      serveOverStdio();
    });
}

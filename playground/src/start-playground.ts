import { type Example, hashOfFiles } from "./project/example.ts";
import { FIRST_STEPS } from "./project/first-steps.ts";
import { keepWork, keptWork, setAsideWork } from "./project/kept-work.ts";
import { restoreWork, type SavedWork, workOfExample } from "./project/saved-work.ts";
import { isShareLink, workOfFragment } from "./project/share-link.ts";
import { RunClient } from "./run/run-client.ts";
import { runScript, startRunWorker } from "./run/start-run-worker.ts";
import { SampleClient } from "./sample/sample-client.ts";
import { Jumps } from "./state/jumps.ts";
import { Session } from "./state/session.ts";
import type { SessionAccess } from "./state/session-context.ts";
import { TextCursor } from "./state/text-cursor.ts";
import { type Channel, LanguageClient } from "./worker/language-client.ts";
import LanguageWorker from "./worker/language-worker.ts?worker";

const OUTDATED = "The example has changed since this was saved; files that were left as they were are the new ones.";

/** Starts the workers and opens what the link holds, else the work of the last visit, else the first example. */
export async function startPlayground(): Promise<SessionAccess> {
  const worker = new LanguageWorker();
  const { saved, notice } = takeSavedWork();
  const isFirst = saved === undefined || saved.example === FIRST_STEPS.id;
  const examples = isFirst ? [FIRST_STEPS] : [FIRST_STEPS, ...(await loadIntegrations())];
  const example = examples.find(({ id }) => id === saved?.example);
  const work = saved === undefined || example === undefined ? workOfExample(FIRST_STEPS) : restoreWork(saved, example);
  const client: LanguageClient = new LanguageClient(worker as Channel, (path) => session.work.files.get(path));
  const runner = new RunClient(startRunWorker);
  const samples = new SampleClient();
  const session: Session = new Session(
    {
      client,
      runner: {
        run: (program, request) => runner.run(runScript(program), request),
        validate: (schema, record) => samples.validate(schema, record),
      },
      keep: (kept) => {
        if (!keepWork(kept)) session.say("This browser keeps no work; share a link or download it instead.");
      },
    },
    examples,
    work,
  );
  const isOutdated = saved !== undefined && example !== undefined && saved.exampleHash !== hashOfFiles(example.files);
  if (notice !== "" || isOutdated) session.say(notice === "" ? OUTDATED : notice);
  if (isFirst) void loadIntegrations().then((integrations) => session.addExamples(integrations));
  worker.addEventListener("error", ({ message }) => {
    session.say(`The language service has stopped (${message}). Your work is kept: reload the page.`);
  });
  // A link that is pasted into the address bar opens like any other.
  window.addEventListener("hashchange", () => {
    if (isShareLink(location.hash)) location.reload();
  });
  window.addEventListener("pagehide", () => session.keepIfDue());
  return { session, client, jumps: new Jumps(), cursor: new TextCursor() };
}

/** Somebody else's link does not take the place of one's own work: that is set aside. */
function takeSavedWork(): { readonly saved: SavedWork | undefined; readonly notice: string } {
  const kept = keptWork();
  if (!isShareLink(location.hash)) return { saved: kept, notice: "" };
  const saved = workOfFragment(location.hash);
  history.replaceState(null, "", location.pathname + location.search);
  if (saved === undefined) return { saved: kept, notice: "The link is damaged: it holds no work." };
  if (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(saved)) setAsideWork(kept);
  keepWork(saved);
  return { saved, notice: "This is the work that the link holds." };
}

async function loadIntegrations(): Promise<readonly Example[]> {
  return (await import("./project/bundled-integrations.ts")).INTEGRATIONS;
}

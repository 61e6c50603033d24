import { followDisk, isOnDisk, readDiskProject, saveFile } from "./disk/disk-client.ts";
import { DiskSync } from "./disk/disk-sync.ts";
import { type Example, hashOfFiles } from "./project/example.ts";
import { FIRST_STEPS } from "./project/first-steps.ts";
import { keepWork, keptWork, setAsideWork } from "./project/kept-work.ts";
import { mappingPaths } from "./project/project-files.ts";
import { restoreWork, type SavedWork, workOfExample } from "./project/saved-work.ts";
import { isShareLink, workOfFragment } from "./project/share-link.ts";
import { TOUR_EXAMPLE } from "./project/tour-example.ts";
import type { Work } from "./project/work.ts";
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

/** Laws are tried with some hundreds of records. */
const LAW_MILLISECONDS = 20_000;

interface Beginning {
  readonly examples: readonly Example[];
  readonly work: Work;
  readonly notice: string;
  /** Whether more examples are to be loaded. */
  readonly isSmall: boolean;
  /** The folder behind the page. */
  readonly folder: string | undefined;
}

/** What the link holds, else the work of the last visit, else the first example. */
async function beginInBrowser(): Promise<Beginning> {
  const { saved, notice } = takeSavedWork();
  const small = [FIRST_STEPS, TOUR_EXAMPLE];
  const isSmall = saved === undefined || small.some(({ id }) => id === saved.example);
  const examples = isSmall ? small : [...small, ...(await loadIntegrations())];
  const example = examples.find(({ id }) => id === saved?.example);
  const work = saved === undefined || example === undefined ? workOfExample(FIRST_STEPS) : restoreWork(saved, example);
  const isOutdated = saved !== undefined && example !== undefined && saved.exampleHash !== hashOfFiles(example.files);
  return { examples, work, notice: notice === "" && isOutdated ? OUTDATED : notice, isSmall, folder: undefined };
}

/** The project's own files, where `xmap playground` serves the page. */
async function beginOnDisk(): Promise<Beginning> {
  const { name, files } = await readDiskProject();
  const mappings = mappingPaths(files);
  const main = mappings.find((path) => !path.endsWith(".tests.xmap")) ?? mappings[0] ?? "";
  const example: Example = { id: "folder", title: name, files, main, binding: undefined, samples: {} };
  const work = workOfExample(example);
  return { examples: [example], work, notice: "", isSmall: false, folder: name };
}

/** Starts the workers and opens what there is to begin with. */
export async function startPlayground(): Promise<SessionAccess> {
  const worker = new LanguageWorker();
  const { examples, work, notice, isSmall, folder } = await (isOnDisk() ? beginOnDisk() : beginInBrowser());
  const client: LanguageClient = new LanguageClient(worker as Channel, (path) => session.work.files.get(path));
  const runner = new RunClient(startRunWorker);
  const laws = new RunClient(startRunWorker, LAW_MILLISECONDS);
  const samples = new SampleClient();
  const session: Session = new Session(
    {
      client,
      runner: {
        run: (program, request) => runner.run(runScript(program), request),
        tryLaw: (program, request) => laws.run(runScript(program), request),
        validate: (schema, record) => samples.validate(schema, record),
      },
      setAside: setAsideWork,
      keep: (kept) => {
        if (folder === undefined && !keepWork(kept))
          session.say("This browser keeps no work; share a link or download it instead.");
      },
    },
    examples,
    work,
  );
  if (notice !== "") session.say(notice);
  if (isSmall) void loadIntegrations().then((integrations) => session.addExamples(integrations));
  worker.addEventListener("error", ({ message }) => {
    session.say(`The language service has stopped (${message}). Your work is kept: reload the page.`);
  });
  // A link that is pasted into the address bar opens like any other.
  window.addEventListener("hashchange", () => {
    if (isShareLink(location.hash)) location.reload();
  });
  window.addEventListener("pagehide", () => session.keepIfDue());
  const disk = folder === undefined ? undefined : syncWithDisk(session, folder);
  return { session, client, jumps: new Jumps(), cursor: new TextCursor(), disk };
}

/** Follows what others change in the folder, and asks before unsaved work is left. */
function syncWithDisk(session: Session, folder: string): DiskSync {
  const sync = new DiskSync(
    {
      store: session.store,
      save: saveFile,
      put: (path, text) => session.putFile(path, text),
      remove: (path) => session.removeFile(path),
      say: (notice) => session.say(notice),
    },
    folder,
  );
  followDisk((changes) => sync.changed(changes));
  window.addEventListener("beforeunload", (event) => {
    if ((session.store.get().disk?.unsaved.length ?? 0) > 0) event.preventDefault();
  });
  return sync;
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

import { join } from "node:path";
import { type Plugin, runnerImport } from "vite";

/** What the playground makes of the language service. */
export interface MonacoFeatures {
  /** The providers that its adapters register with Monaco: `registerHoverProvider`. */
  readonly registered: readonly string[];
  /** The questions that these providers and the page's own loop ask of the language worker. */
  readonly asked: readonly string[];
}

type Provider = Readonly<Record<string, unknown>>;

/** The playground's modules over a stand-in for Monaco, which itself needs a browser. */
interface Loaded {
  readonly registered: readonly (readonly [name: string, provider: Provider])[];
  readonly register: (channel: Channel) => void;
  readonly startLoop: (channel: Channel) => void;
}

interface Channel {
  readonly postMessage: (message: { readonly kind: string; readonly name?: string }) => void;
}

const SOURCES = join(import.meta.dirname, "../../../playground/src");
const ENTRY = "\0monaco-features";
const STAND_IN = "\0monaco-stand-in";

const ENTRY_TEXT = `
import { registered } from ${JSON.stringify(STAND_IN)};
import { EVERY_ADAPTER } from ${JSON.stringify(join(SOURCES, "editor/adapters/every-adapter.ts"))};
import { LanguageAccess } from ${JSON.stringify(join(SOURCES, "editor/language-access.ts"))};
import { LanguageLoop } from ${JSON.stringify(join(SOURCES, "state/language-loop.ts"))};
import { LanguageClient } from ${JSON.stringify(join(SOURCES, "worker/language-client.ts"))};
const clientOf = (channel) => new LanguageClient(channel, () => undefined);
export { registered };
export function register(channel) {
  const language = new LanguageAccess(clientOf(channel), { modelOf: () => undefined });
  for (const adapter of EVERY_ADAPTER) adapter(language);
}
export function startLoop(channel) {
  new LanguageLoop({ get: () => ({}), set() {} }, clientOf(channel), () => {}).now();
}
`;

const STAND_IN_TEXT = `
export const registered = [];
const anything = new Proxy(() => {}, { get: () => anything });
const languages = new Proxy({}, {
  get: (_, name) => (name.startsWith("register") ? (_language, provider) => registered.push([name, provider]) : anything),
});
export const monaco = { languages };
`;

const standIn: Plugin = {
  name: "monaco-stand-in",
  enforce: "pre",
  resolveId(id) {
    if (id === ENTRY || id === STAND_IN) return id;
    return id.endsWith("/monaco.ts") ? STAND_IN : undefined;
  },
  load(id) {
    if (id === ENTRY) return ENTRY_TEXT;
    return id === STAND_IN ? STAND_IN_TEXT : undefined;
  },
};

/** As much of a model, a place, a range and a token as the providers look at before they ask. */
const MODEL = {
  uri: { scheme: "xmap", path: "/a.xmap" },
  isDisposed: () => false,
  getVersionId: () => 1,
  getOffsetAt: () => 0,
};
const PARAMETER = {
  includeDeclaration: true,
  markers: [],
  isCancellationRequested: false,
  onCancellationRequested() {},
};

/** Registers the playground's adapters, calls every provider, and tells what that asks. */
export async function monacoFeatures(): Promise<MonacoFeatures> {
  const { module } = await runnerImport<Loaded>(ENTRY, { configFile: false, logLevel: "error", plugins: [standIn] });
  const asked = new Set<string>();
  const channel: Channel = {
    postMessage: ({ kind, name }) => {
      if (kind === "ask" && name !== undefined) asked.add(name);
    },
  };
  module.register(channel);
  module.startLoop(channel);
  for (const [, provider] of module.registered) {
    for (const [name, method] of Object.entries(provider)) {
      // What it answers waits for a worker that there is none of.
      if (/^(?:provide|resolve)/.test(name) && typeof method === "function")
        void method.call(provider, MODEL, PARAMETER, PARAMETER, PARAMETER);
    }
  }
  return { registered: module.registered.map(([name]) => name), asked: [...asked] };
}

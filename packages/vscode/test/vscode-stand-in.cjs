// Stands in for VS Code: loads the extension's bundle, activates it, and says what it has registered.
const Module = require("node:module");
const { pathToFileURL, fileURLToPath } = require("node:url");
const { join } = require("node:path");
const { readFileSync } = require("node:fs");

const [extension, folder, file] = process.argv.slice(2);
const registered = { commands: [], providers: {}, findings: [] };
const disposable = () => ({ dispose() {} });

/** An event that keeps its listeners, so that it can be fired. */
function event() {
  const listeners = [];
  const on = (listener, self) => {
    listeners.push((value) => listener.call(self, value));
    return disposable();
  };
  on.fire = (value) => Promise.all(listeners.map((listener) => listener(value)));
  return on;
}

class EventEmitter {
  constructor() {
    this.event = event();
  }
  fire(value) {
    return this.event.fire(value);
  }
  dispose() {}
}
class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(start, end, endLine, endCharacter) {
    const isPlain = typeof start === "number";
    this.start = isPlain ? new Position(start, end) : start;
    this.end = isPlain ? new Position(endLine, endCharacter) : end;
  }
}
class Uri {
  constructor(href) {
    const { protocol, pathname } = new URL(href);
    Object.assign(this, { href, scheme: protocol.slice(0, -1), path: decodeURIComponent(pathname), authority: "" });
  }
  get fsPath() {
    return fileURLToPath(this.href);
  }
  toString() {
    return this.href;
  }
  static parse(href) {
    return new Uri(href);
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href);
  }
  static joinPath(uri, ...parts) {
    return Uri.file(join(uri.fsPath, ...parts));
  }
}
class DocumentSymbol {
  constructor(name, detail, kind, range, selectionRange) {
    Object.assign(this, { name, detail, kind, range, selectionRange, children: [] });
  }
}
class CancellationTokenSource {
  constructor() {
    this.token = { isCancellationRequested: false, onCancellationRequested: disposable };
  }
  cancel() {}
  dispose() {}
}
class CancellationError extends Error {}

const text = readFileSync(file, "utf8");
const document = {
  uri: Uri.file(file),
  languageId: "xmap",
  version: 1,
  fileName: file,
  isClosed: false,
  isUntitled: false,
  lineCount: text.split("\n").length,
  getText: () => text,
};

/** What is asked for by a name that nobody needs: an event, a registration, a class or a number of an enumeration. */
function open(known) {
  return new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === "symbol") return target[name];
      if (/^onDid|^onWill/.test(name)) target[name] = event();
      else if (/^[A-Z]/.test(name)) target[name] = open(class {});
      else target[name] = disposable;
      return target[name];
    },
  });
}

const languages = open({
  match: (selector) => ([selector].flat().some((one) => one.language === "xmap" || one === "xmap") ? 10 : 0),
  getDiagnostics: () => [],
  createDiagnosticCollection: () => ({
    set: (uri, found) => registered.findings.push([uri.toString(), found?.length ?? 0]),
    delete() {},
    clear() {},
    has: () => false,
    forEach() {},
    dispose() {},
  }),
});
const providers = new Proxy(languages, {
  get(target, name) {
    const made = /^register(\w+)Provider$/.exec(String(name));
    if (made === null) return target[name];
    return (...parameters) => {
      registered.providers[made[1]] = parameters.find((one) =>
        Object.keys(one ?? {}).some((key) => /^provide/.test(key)),
      );
      return disposable();
    };
  },
});

const configuration = {
  get: (_name, usual) => usual,
  has: () => false,
  inspect: () => undefined,
  update: async () => {},
};
const channel = open({
  append() {},
  appendLine() {},
  show() {},
  dispose() {},
  logLevel: 2,
  onDidChangeLogLevel: event(),
});
const vscode = open({
  EventEmitter,
  Position,
  Range,
  Uri,
  DocumentSymbol,
  CancellationTokenSource,
  CancellationError,
  Disposable: class {
    static from() {
      return disposable();
    }
    dispose() {}
  },
  version: "1.110.0",
  env: open({ language: "en", appName: "stand-in", clipboard: {} }),
  commands: open({
    registerCommand: (name) => {
      registered.commands.push(name);
      return disposable();
    },
    executeCommand: async () => undefined,
    getCommands: async () => [],
  }),
  languages: providers,
  window: open({
    createOutputChannel: () => channel,
    activeTextEditor: { document },
    visibleTextEditors: [{ document }],
    tabGroups: open({ all: [], onDidChangeTabs: event() }),
    terminals: [],
    showErrorMessage: async (message) => {
      process.stderr.write(`${message}\n`);
    },
    withProgress: async (_options, work) => work({ report() {} }, new CancellationTokenSource().token),
  }),
  workspace: open({
    textDocuments: [document],
    notebookDocuments: [],
    workspaceFolders: [{ uri: Uri.file(folder), name: "project", index: 0 }],
    getConfiguration: () => configuration,
    getWorkspaceFolder: () => undefined,
    createFileSystemWatcher: () => open({ dispose() {} }),
    fs: open({ isWritableFileSystem: () => true }),
  }),
});

const load = Module._load;
Module._load = (request, ...others) => (request === "vscode" ? vscode : load(request, ...others));

async function main() {
  const { activate, deactivate } = require(join(extension, "dist/client.cjs"));
  const context = {
    subscriptions: [],
    extensionUri: Uri.file(extension),
    extensionPath: extension,
    asAbsolutePath: (path) => join(extension, path),
    extension: { packageJSON: {}, id: "xmap.xmap" },
  };
  await activate(context);
  const { token } = new CancellationTokenSource();
  const outline = await registered.providers.DocumentSymbol?.provideDocumentSymbols(document, token);
  const names = (outline ?? []).map(({ name }) => name);
  process.stdout.write(
    JSON.stringify({ commands: registered.commands, providers: Object.keys(registered.providers), names }),
  );
  await deactivate();
  process.exit(0);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

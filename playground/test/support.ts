import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatSource } from "@xmap/language";
import type { Example } from "../src/project/example.ts";
import { integrationExamples } from "../src/project/integration-examples.ts";
import type { ProjectFiles } from "../src/project/project-files.ts";
import { LanguageClient } from "../src/worker/language-client.ts";
import { LanguageServer } from "../src/worker/language-server.ts";
import type { FromServer, ToServer } from "../src/worker/protocol.ts";

const root = join(import.meta.dirname, "../..");

/** The texts below a folder by their paths in it, build folders left out. */
export function readFolder(folder: string): ProjectFiles {
  const place = join(root, folder);
  const files = globSync("**/*.{xmap,json,csv}", { cwd: place });
  return new Map(files.map((path) => [path, readFileSync(join(place, path), "utf8")]));
}

/** The project's own mappings in canonical form, whatever somebody is writing in them just now. */
export function canonicalMappings(): ProjectFiles {
  return new Map(
    [...readFolder("mappings")].map(([path, text]) => {
      const formatted = path.endsWith(".xmap") ? formatSource(path, text) : { text };
      return [path, "text" in formatted ? formatted.text : text];
    }),
  );
}

/** The first example as it is bundled. */
export const FIRST_STEPS: Example = {
  id: "first-steps",
  title: "First steps",
  files: new Map([...readFolder("playground/examples/first-steps")].filter(([path]) => !path.startsWith("samples/"))),
  main: "contacts.xmap",
  binding: { file: "contacts.xmap", name: "Contact", isBack: false },
  samples: {},
};

/** Every bundled example. */
export const EXAMPLES: readonly Example[] = [FIRST_STEPS, ...integrationExamples(canonicalMappings())];

/** A client and a server that talk over a real message channel. */
export function connect(textOf: (path: string) => string | undefined = () => undefined) {
  const { port1, port2 } = new MessageChannel();
  const received: ToServer[] = [];
  const sent: FromServer[] = [];
  const server = new LanguageServer(
    (message) => {
      sent.push(message);
      port2.postMessage(message);
    },
    (work) => setImmediate(work),
  );
  port2.onmessage = ({ data }: { data: ToServer }) => {
    received.push(data);
    server.receive(data);
  };
  const client = new LanguageClient(port1 as unknown as ConstructorParameters<typeof LanguageClient>[0], textOf);
  return { client, received, sent, close: () => port1.close() };
}

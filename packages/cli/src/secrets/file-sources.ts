import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError } from "../project/command-error.ts";
import { SECRET_NAME, type SecretSource } from "./secret-source.ts";
import type { Variables } from "./variable-source.ts";

/** Files that variables name: `ODOO_KEY_FILE=/run/secrets/odoo` holds ODOO_KEY. A file that is named has to be there. */
export function namedFileSource(variables: () => Variables): SecretSource {
  return {
    place: "a file that NAME_FILE names",
    async read(name) {
      const file = variables()[`${name}_FILE`];
      if (file === undefined || file === "") return undefined;
      const text = readSecretFile(file);
      if (text === undefined) throw new CommandError(`${name}_FILE names ${resolve(file)}, which is not there.`);
      if (text === "") throw new CommandError(`${name}_FILE names ${resolve(file)}, which is empty.`);
      return { text, from: file };
    },
  };
}

/** A folder with a file for each secret, as Docker and Kubernetes mount it. */
export function folderSource(folder: string): SecretSource {
  return {
    place: folder,
    async read(name) {
      if (!SECRET_NAME.test(name)) return undefined;
      const file = join(folder, name);
      const text = readSecretFile(file);
      return text === undefined || text === "" ? undefined : { text, from: file };
    },
  };
}

/** The file as it is now, without the end of its last line; undefined when there is none. */
function readSecretFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const mend = code === "EACCES" ? "; let the user that xmap runs as read it" : "";
    throw new CommandError(`The secret in ${resolve(file)} cannot be read (${code})${mend}.`);
  }
}

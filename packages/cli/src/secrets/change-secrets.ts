import { text } from "node:stream/consumers";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { openedSecrets } from "./opened-secrets.ts";
import { KEY_NAME, NEW_KEY_NAME } from "./secret-key.ts";
import { SECRET_NAME } from "./secret-source.ts";

interface ChangeOptions {
  readonly project: string;
  readonly env: string;
}

/** `xmap secrets set NAME`: puts what stands on standard input into the encrypted store. */
export async function setSecret(name: string, options: ChangeOptions): Promise<ExitCode> {
  if (!SECRET_NAME.test(name))
    throw new CommandError(`"${name}" cannot be the name of a secret: letters, digits and _ only, such as ODOO_KEY.`);
  const { found } = openedSecrets(options.project, options.env);
  const from = `xmap secrets set ${name} --env ${options.env} < file`;
  // What is typed would be seen.
  if (process.stdin.isTTY) throw new CommandError(`The secret is read from standard input: ${from}`);
  const value = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (value === "") throw new CommandError(`Standard input is empty; the secret is read from there: ${from}`);
  await found.store.change((kept, changedAt) => ({
    ...kept,
    secrets: { ...kept.secrets, [name]: { text: value, changedAt } },
  }));
  process.stderr.write(`${name} is kept in ${found.store.file}.\n`);
  const first = await found.secrets.read(name);
  if (first !== undefined && first.from !== found.store.file)
    process.stderr.write(`It is not used as long as ${name} also comes from ${first.from}, which counts first.\n`);
  return EXIT_CODES.fine;
}

/** `xmap secrets remove NAME`: takes a secret, or a system's token as `SYSTEM/NAME`, out of the encrypted store. */
export async function removeSecret(name: string, options: ChangeOptions): Promise<ExitCode> {
  const { found } = openedSecrets(options.project, options.env);
  let wasThere = false;
  await found.store.change(({ secrets, tokens }) => {
    wasThere = Object.hasOwn(secrets, name) || Object.hasOwn(tokens, name);
    const { [name]: _secret, ...otherSecrets } = secrets;
    const { [name]: _token, ...otherTokens } = tokens;
    return { secrets: otherSecrets, tokens: otherTokens };
  });
  if (!wasThere) throw new CommandError(`${found.store.file} holds no ${name}; see xmap secrets list.`);
  process.stderr.write(`${name} is no longer in ${found.store.file}.\n`);
  return EXIT_CODES.fine;
}

/** `xmap secrets rotate-key`: writes the encrypted store with the key in XMAP_NEW_SECRET_KEY. */
export async function rotateKey(options: ChangeOptions): Promise<ExitCode> {
  const { found } = openedSecrets(options.project, options.env);
  await found.store.changeKey();
  process.stderr.write(
    `${found.store.file} is written with the new key. Put the value of ${NEW_KEY_NAME} into ${KEY_NAME} now, and start xmap anew.\n`,
  );
  return EXIT_CODES.fine;
}

import { existsSync } from "node:fs";
import { type PersonalData, PersonFinder, type PersonName } from "@xmap/runtime/node";
import { refusedStore } from "../backup/refused-store.ts";
import type { OperatedStore } from "../operations/operated-store.ts";
import { CommandError } from "../project/command-error.ts";

/** How a command is told who is meant. */
export interface PersonOptions {
  readonly phone?: string;
  readonly record?: string;
}

/** Everything that a store holds of the person who is meant; what is asked wrongly ends as a CommandError. */
export async function personIn(
  { path, configuration }: OperatedStore,
  email: string | undefined,
  { phone, record }: PersonOptions,
): Promise<PersonalData> {
  const given = [email, phone, record].filter((one) => one !== undefined);
  if (given.length !== 1) throw new CommandError("Say who: an e-mail address, --phone or --record, one of them.");
  if (!existsSync(path)) throw new CommandError(`There is no store at ${path}.`);
  const finder = await refusedStore(() => new PersonFinder(path, configuration.privacy?.personalFields));
  try {
    if (record !== undefined) return finder.byRecord(record);
    return finder.byName(nameOf(email, phone));
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(`${error.message}.`);
    throw error;
  } finally {
    finder.close();
  }
}

function nameOf(email: string | undefined, phone = ""): PersonName {
  return email === undefined ? { phone } : { email };
}

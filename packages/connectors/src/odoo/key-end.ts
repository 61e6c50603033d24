import { type DataRecord, Failure } from "@xmap/contract";
import type { RecordReader } from "./reader.ts";

/** The API keys of a user, with their ends where they have one; none where Odoo does not tell. */
export async function keysOf(reader: RecordReader, user: DataRecord | undefined): Promise<readonly DataRecord[]> {
  if (typeof user?.id !== "number") return [];
  const domain = [["user_id", "=", user.id]];
  const search = { model: "res.users.apikeys", domain, fields: ["expiration_date"], order: "id", archived: false };
  try {
    return (await reader.search(search)).records;
  } catch (thrown) {
    // Keys tell their end since version 18 only, and not to everybody.
    if (thrown instanceof Failure && ["SchemaDrift", "Forbidden"].includes(thrown.details.class)) return [];
    throw thrown;
  }
}

/** When the only key ends, in milliseconds since 1970; of several it cannot be seen which one is used. */
export function onlyEnd(keys: readonly DataRecord[]): number | undefined {
  const end = keys.length === 1 ? Date.parse(String(keys[0]?.expiration_date)) : Number.NaN;
  return Number.isNaN(end) ? undefined : end;
}

import { isJsonObject, textMember } from "../../shared/json-shape.ts";
import type { ServerVersion } from "./odoo-rpc.ts";

/** The version in an answer of `common.version` or `/web/version`; Enterprise ends its numbers in `e`. */
export function readServerVersion(answer: unknown): ServerVersion {
  const text = textMember(answer, "server_version") ?? textMember(answer, "version") ?? "unknown";
  const numbers = isJsonObject(answer) ? (answer.server_version_info ?? answer.version_info) : undefined;
  return { text, isEnterprise: (Array.isArray(numbers) && numbers.at(-1) === "e") || text.endsWith("+e") };
}

import { type ConnectorDiagnosis, type DiagnosedRight, Failure } from "@xmap/contract";
import { type JsonObject, textMember } from "../shared/json-shape.ts";
import type { XCartApi } from "./api.ts";
import type { CompanionModule } from "./companion.ts";
import type { LegacyApi } from "./legacy/legacy-http.ts";
import type { XCartResource, XCartResources } from "./resources/resource.ts";

/** No shop has this path, but whether the key may write is looked at before that. */
const NO_PATH = "/api/xmap/rights";

interface AdminParts {
  readonly api: XCartApi;
  readonly companion: CompanionModule;
  readonly resources: XCartResources;
  /** Option `language`, the language of translated fields. */
  readonly language: string | undefined;
}

/** What a shop with the Admin REST API tells of itself; nothing in it is changed. */
export async function diagnoseAdminShop(
  { api, companion, resources, language }: AdminParts,
  asked: readonly string[],
): Promise<ConnectorDiagnosis> {
  const { newest, serverTime } = await newestOrder(api);
  const version = await versionOf(api);
  const currency = textMember(newest, "currency");
  const notes: string[] = [];
  if (version === undefined) notes.push("The shop does not say its version.");
  if (currency === undefined) notes.push("The shop does not say its currency: it tells that of orders, and has none.");
  if (language === undefined)
    notes.push("The shop does not say its language: option language fixes that of status and product names.");
  notes.push(
    (await companion.isThere())
      ? "The companion module xmap is there: it writes tracking numbers and sends webhooks."
      : "The companion module xmap is not there: tracking numbers cannot be written, and no webhooks are sent.",
  );
  const mayWrite = await answersToWrite(() => api.put(NO_PATH, {}));
  const known = await knownRights(resources, asked, { mayWrite, notes });
  return {
    product: "X-Cart",
    variant: "Admin REST API",
    account: keyName(mayWrite),
    isIndivisible: true,
    ...(version === undefined ? {} : { version }),
    ...(currency === undefined ? {} : { currency }),
    ...(language === undefined ? {} : { locale: language }),
    ...(serverTime === undefined ? {} : { serverTime }),
    ...known,
    notes,
  };
}

/** What a shop with the REST API add-on of 5.0 to 5.4 tells of itself; nothing in it is changed. */
export async function diagnoseLegacyShop(
  { api, resources }: { readonly api: LegacyApi; readonly resources: XCartResources },
  asked: readonly string[],
): Promise<ConnectorDiagnosis> {
  const { rows, serverTime } = await api.list("order", [
    ["_cnd[limit][0]", "0"],
    ["_cnd[limit][1]", "1"],
  ]);
  const notes = ["The add-on says neither the shop's version nor its language and currency."];
  if (rows.length === 0) notes.push("The shop shows no order.");
  // An order of this number never exists.
  const mayWrite = await answersToWrite(() => api.put("order/0", []));
  return {
    product: "X-Cart",
    variant: "REST API add-on of 5.0 to 5.4",
    account: keyName(mayWrite),
    isIndivisible: true,
    ...(serverTime === undefined ? {} : { serverTime }),
    ...(await knownRights(resources, asked, { mayWrite, notes })),
    notes,
  };
}

function keyName(mayWrite: boolean | undefined): string {
  if (mayWrite === undefined) return "a key";
  return mayWrite ? "the full key" : "the read key";
}

/** False where the key itself is refused; undefined where the answer says nothing of the key. */
async function answersToWrite(write: () => Promise<void>): Promise<boolean | undefined> {
  try {
    await write();
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { class: kind, status } = thrown.details;
    if (status === 403) return false;
    return status !== undefined && ["Invalid", "NotFound", "SchemaDrift"].includes(kind) ? true : undefined;
  }
}

/** The newest order, whose fields tell of the shop; undefined where there is none or where it cannot be shown. */
async function newestOrder(api: XCartApi): Promise<{ newest?: JsonObject; serverTime: number | undefined }> {
  try {
    const { rows, serverTime } = await api.list("/api/orders", [
      ["order[date]", "desc"],
      ["itemsPerPage", "1"],
    ]);
    const [newest] = rows;
    return { serverTime, ...(newest === undefined ? {} : { newest }) };
  } catch (thrown) {
    // One order with a deleted product makes its page answer 500.
    if (!(thrown instanceof Failure) || thrown.details.status !== 500) throw thrown;
    const { serverTime } = await api.list("/api/orders", [["itemsPerPage", "0"]]);
    return { serverTime };
  }
}

async function versionOf(api: XCartApi): Promise<string | undefined> {
  try {
    const document = await api.item("/api/docs.json");
    return textMember(document?.info, "version");
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.details.class === "SchemaDrift") return undefined;
    throw thrown;
  }
}

async function knownRights(
  resources: XCartResources,
  asked: readonly string[],
  { mayWrite, notes }: { readonly mayWrite: boolean | undefined; readonly notes: string[] },
): Promise<Pick<ConnectorDiagnosis, "rights" | "missing">> {
  const rights: DiagnosedRight[] = [];
  const missing: string[] = [];
  if (mayWrite === undefined) notes.push("Whether the key may write cannot be told.");
  for (const name of asked) {
    const resource = Object.hasOwn(resources, name) ? resources[name] : undefined;
    if (resource === undefined) {
      missing.push(name);
      continue;
    }
    rights.push({ resource: name, action: "read", allowed: await isReadable(resource) });
    if (mayWrite === undefined) continue;
    rights.push({ resource: name, action: "write", allowed: mayWrite && resource.update !== undefined });
    rights.push({ resource: name, action: "create", allowed: mayWrite && resource.create !== undefined });
  }
  return { rights, missing };
}

/** Modules that are missing, and models that the add-on's key does not open, show when they are listed. */
async function isReadable({ list }: XCartResource): Promise<boolean> {
  try {
    await list?.(undefined, 1);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { class: kind, scope } = thrown.details;
    if (["Forbidden", "SchemaDrift", "NotFound", "Unauthorized"].includes(kind)) return false;
    if (scope === "system") throw thrown;
    // One record that the shop cannot show says nothing of the key.
    return true;
  }
}

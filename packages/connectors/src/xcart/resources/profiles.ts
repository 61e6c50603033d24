import { type ConnectorSettings, type DataRecord, Failure, type ResourceDescription } from "@xmap/contract";
import type { JsonObject } from "../../shared/json-shape.ts";
import type { XCartApi } from "../api.ts";
import { childCollection, collection } from "./collection.ts";
import {
  type FieldsToWrite,
  inputOf,
  parentMissing,
  plainFields,
  readOnlyFailure,
  textFields,
} from "./fields-to-write.ts";
import { idText, type Lines, type XCartResource } from "./resource.ts";

const PROFILE_FIELDS: FieldsToWrite = {
  ...textFields("login", "status", "status_comment", "referer", "language"),
  ...plainFields("membership_id", "pending_membership_id", "force_change_password"),
};

const ADDRESS_FIELDS: FieldsToWrite = {
  ...plainFields("is_billing", "is_shipping", "is_work", "state", "custom_fields"),
  ...textFields("type", "title", "firstname", "lastname", "phone", "street", "zipcode", "city", "country_code"),
  ...textFields("state_name"),
};

export const PROFILES_DESCRIPTION: ResourceDescription = {
  description: "Customers, guests among them; staff are left out. Names and phone numbers are in their addresses.",
  changes: "fullScan",
  operations: {},
  writable: [...Object.keys(PROFILE_FIELDS), "addresses"],
  joins: ["addresses"],
};

export const ADDRESSES_DESCRIPTION: ResourceDescription = {
  description: "Addresses of profiles, by profile_id and id. The addresses that orders embed have the same shape.",
  changes: "fullScan",
  operations: {},
  writable: Object.keys(ADDRESS_FIELDS),
  joins: [],
};

/** Customers and guests. Profiles of staff are never shown, created or changed. */
export function profiles(api: XCartApi, settings: ConnectorSettings): XCartResource {
  const base = collection(api, {
    path: "/api/profiles",
    isShown: isCustomer,
    filters: { login: (value) => [["login", value]] },
    searchAdvice: "it is found by id or login",
  });
  const book = addresses(api, settings, base);
  return {
    ...base,
    async read(key, joins) {
      const profile = await base.read(key, []);
      if (profile === undefined || !joins.includes("addresses")) return profile;
      const found = (await book.find(new Map([["profile_id", key[0] ?? ""]]), 0)) ?? [];
      return { ...profile, addresses: found.map(({ profile_id: _above, ...address }) => address) };
    },
    async create(values, lines) {
      const { addresses: patch, ...others } = lines;
      const input = inputOf(settings, "create profiles", PROFILE_FIELDS, values, others);
      const { id } = await api.post("/api/profiles", { access_level: 0, ...input });
      const key = [String(id)];
      await writeAddresses(book, settings, key, patch);
      return key;
    },
    async update(key, values, lines) {
      const { addresses: patch, ...others } = lines;
      const input = inputOf(settings, "update profiles", PROFILE_FIELDS, values, others);
      if ((await base.read(key, [])) === undefined) {
        const message = `There is no customer with id ${key.join("/")}`;
        throw new Failure({ class: "NotFound", system: settings.system, operation: "update profiles", message });
      }
      if (Object.keys(input).length > 0) await api.put(`/api/profiles/${key[0]}`, input);
      await writeAddresses(book, settings, key, patch);
    },
  };
}

/** Addresses of profiles. */
export function addresses(api: XCartApi, settings: ConnectorSettings, parents: XCartResource): XCartResource {
  const path = (profileId: string): string => `/api/profiles/${profileId}/addresses`;
  return {
    ...childCollection(api, { parentField: "profile_id", parents, path, hasItems: true }),
    async create({ profile_id: profile, ...values }, lines) {
      const profileId = idText(profile);
      const input = inputOf(settings, "create addresses", ADDRESS_FIELDS, values, lines);
      if (profileId === undefined) throw parentMissing(settings, "create addresses", "profile_id");
      const { id } = await api.post(path(profileId), input);
      return [profileId, String(id)];
    },
    async update([profileId = "", id], values, lines) {
      const input = inputOf(settings, "update addresses", ADDRESS_FIELDS, values, lines);
      if (Object.keys(input).length > 0) await api.put(`${path(profileId)}/${id}`, input);
    },
  };
}

async function writeAddresses(
  book: XCartResource,
  settings: ConnectorSettings,
  [profileId = ""]: readonly string[],
  patch: Lines[string] | undefined,
): Promise<void> {
  if (patch === undefined) return;
  // Orders and carts may still point at an address, and a wrong key would take away a customer's own data.
  if (patch.remove.length > 0) throw readOnlyFailure(settings, "remove addresses", ["addresses"]);
  for (const { key, values } of patch.change) await book.update?.([profileId, key], values, {});
  for (const { values } of patch.add) await book.create?.(withProfile(values, profileId), {});
}

function withProfile(values: DataRecord, profileId: string): DataRecord {
  return { ...values, profile_id: profileId };
}

/** False for members of staff. */
export function isCustomer(row: JsonObject): boolean {
  return (row.access_level ?? 0) === 0;
}

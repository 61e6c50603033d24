import type { SandboxRequest, SandboxResponse } from "../server/http-message.ts";
import { type Profile, type ProfileAddress, showAddress, showProfile } from "./catalog.ts";
import { type InputFields, readInput } from "./input-check.ts";
import { answerPage, keepDates, wantsLinkedData } from "./listing.ts";
import { usualAddress } from "./order-input.ts";
import { problem } from "./problem.ts";
import { answerCreated, answerDeleted, answerItem, notFound, type Route } from "./route.ts";
import type { XCartStore } from "./store.ts";

const text = { type: "string" } as const;
const number = { type: "int", nullable: true } as const;
const flag = { type: "bool" } as const;

/** What the API takes of one. */
export const profileFields: InputFields = {
  login: { type: "string", required: true, most: 128 },
  password: { type: "string", nullable: true },
  access_level: { type: "int" },
  status: text,
  status_comment: text,
  referer: text,
  language: text,
  membership_id: number,
  pending_membership_id: number,
  force_change_password: flag,
};

/** What the API takes of one. */
export const addressFields: InputFields = {
  is_billing: flag,
  is_shipping: flag,
  is_work: flag,
  type: text,
  title: text,
  firstname: text,
  lastname: text,
  phone: text,
  street: text,
  zipcode: { type: "string", most: 32 },
  city: text,
  country_code: { type: "string", most: 2 },
  state: number,
  state_name: text,
  custom_fields: { type: "array" },
};

const neededForAddress = ["firstname", "lastname", "street", "city", "country_code", "zipcode"];

/** Profiles and their addresses. */
export const profileRoutes: readonly Route[] = [
  {
    pattern: /^\/api\/profiles$/,
    label: "/api/profiles",
    methods: ["GET", "POST"],
    answer: ({ store }, request) => {
      if (request.method === "POST") {
        return writeProfile(store, request);
      }
      const login = request.query.get("login")?.toLowerCase() ?? "";
      const named = store.profiles.all().filter((profile) => profile.login.toLowerCase().includes(login));
      const added = keepDates(named, request.query, "added", ({ created }) => created);
      const found = keepDates(added, request.query, "first_login", ({ created, registered }) =>
        registered ? created : Number.NaN,
      );
      return answerPage(request, "Profile", found, showProfile);
    },
  },
  {
    pattern: /^\/api\/profiles\/(\d+)$/,
    label: "/api/profiles/{id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: ({ store }, request, [id]) => {
      const profile = store.profiles.get(Number(id));
      if (profile === undefined) {
        return notFound(request);
      }
      if (request.method === "DELETE") {
        store.deleteProfile(profile.id);
        return answerDeleted();
      }
      return request.method === "PUT"
        ? writeProfile(store, request, profile)
        : answerItem(request, showProfile(profile));
    },
  },
  {
    pattern: /^\/api\/profiles\/(\d+)\/addresses$/,
    label: "/api/profiles/{id}/addresses",
    methods: ["GET", "POST"],
    answer: ({ store }, request, [id]) =>
      request.method === "POST"
        ? writeAddress(store, request, Number(id))
        : answerPage(request, "Address", store.addressesOf(Number(id)), showAddress),
  },
  {
    pattern: /^\/api\/profiles\/(\d+)\/addresses\/(\d+)$/,
    label: "/api/profiles/{id}/addresses/{address_id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: ({ store }, request, [id, addressId]) => {
      const address = store.addressesOf(Number(id)).find((row) => row.id === Number(addressId));
      if (address === undefined) {
        return notFound(request);
      }
      if (request.method === "DELETE") {
        store.profiles.deleteAddress(address.id);
        return answerDeleted();
      }
      return request.method === "PUT"
        ? writeAddress(store, request, Number(id), address)
        : answerItem(request, showAddress(address));
    },
  },
];

function writeProfile(store: XCartStore, request: SandboxRequest, profile?: Profile): SandboxResponse {
  const read = readInput(request, "Profile", profileFields, profile === undefined);
  if ("refusal" in read) {
    return read.refusal;
  }
  const { password: _password, ...change } = read.input as Partial<Profile> & { readonly password?: string };
  const { login } = change;
  if (store.profiles.isTaken(login, profile?.id)) {
    return problem(400, 'Field "login" must be unique', wantsLinkedData(request));
  }
  return profile === undefined
    ? answerCreated(request, showProfile(store.profiles.add({ ...change, login: login ?? "", registered: true })))
    : answerItem(request, showProfile(store.profiles.update(profile.id, change)));
}

function writeAddress(
  store: XCartStore,
  request: SandboxRequest,
  profileId: number,
  address?: ProfileAddress,
): SandboxResponse {
  if (store.profiles.get(profileId) === undefined) {
    return notFound(request);
  }
  const read = readInput(request, "Address", addressFields, address === undefined);
  if ("refusal" in read) {
    return read.refusal;
  }
  const unset = { ...usualAddress, firstname: "", lastname: "", phone: "", street: "", zipcode: "", city: "" };
  const empty = { ...unset, country_code: "", state: null, state_name: "", is_billing: false, is_shipping: false };
  const wanted = { ...empty, ...address, ...read.input, profile_id: profileId } as Omit<ProfileAddress, "id">;
  const missing = neededForAddress.find((name) => wanted[name as keyof typeof wanted] === "");
  if (missing !== undefined) {
    return problem(400, `Field "${missing}" is required`, wantsLinkedData(request));
  }
  const saved = showAddress(store.profiles.putAddress(wanted));
  return address === undefined ? answerCreated(request, saved) : answerItem(request, saved);
}

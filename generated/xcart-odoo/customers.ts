// Generated from xcart-odoo/customers.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  differs,
  type EntityModule,
  type FlowModule,
  firstName,
  isLonger,
  joinName,
  type Line,
  type LookupModule,
  lastName,
  type Report,
  type SystemModule,
  single,
  text,
  wrongValue,
} from "@xmap/runtime";
import { CountryId, CountryIdBack, type Partner, PricelistOfName, partnerEntity } from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import { type Profile, profileEntity } from "../shared/shop.ts";

export const contract = 1;
export const id = "xcart-odoo/customers";
export const hash = "b53e33d31d068d55a98f82843ce31c172b9f15a5bd5e5e3ed322d78b9c2af928";
export const sourceFiles = [
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/customers.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const pricelistRowEntity: EntityModule = {
  name: "PricelistRow",
  system: "tables",
  resource: "pricelists",
  key: [{ field: "membership_id", type: "string" }],
  fields: ["membership_id"],
  joins: [],
};

export type Language = "en_US";

export function language(value: string | null | undefined, rule: string, report: Report): Language | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case "en":
      return "en_US";
    default:
      report.problem("hold", rule, `language ${value} is not set up in Odoo`);
      return undefined;
  }
}

export type LanguageBack = "en";

export function languageBack(value: string | null | undefined, rule: string, report: Report): LanguageBack | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case "en_US":
      return "en";
    default:
      report.problem("hold", rule, `language ${value} is not set up in Odoo`);
      return undefined;
  }
}

function customersActive(value: string | null | undefined, rule: string, report: Report): true | false | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case "E":
      return true;
    case "D":
      return false;
    default:
      report.problem("hold", rule, `Customers_active does not know ${text(value)}`);
      return undefined;
  }
}

function customersBackStatus(value: boolean | null | undefined, rule: string, report: Report): "E" | "D" | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case true:
      return "E";
    case false:
      return "D";
    default:
      report.problem("hold", rule, `CustomersBack_status does not know ${text(value)}`);
      return undefined;
  }
}

/** The shop says who has which membership: Odoo has a price list for everybody, and does not say whether it was given. */
export const MembershipPricelist: LookupModule = {
  name: "MembershipPricelist",
  entity: pricelistRowEntity,
  columns: ["membership_id"],
  result: "odoo_pricelist",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `membership ${text(key)} is not in tables/pricelists.csv` }),
  many: (key) => ({ word: "hold", message: `MembershipPricelist finds several for ${text(key)}` }),
};

export interface CustomerCompanyDraft {
  readonly name: string | null | undefined;
  readonly is_company: boolean;
  readonly vat: string | null | undefined;
}

function checkCustomerCompany(profile: Profile, report: Report): void {
  if (profile.addresses !== undefined && !Array.isArray(profile.addresses)) {
    wrongValue(report, "CustomerCompany/name", "addresses", "a list", profile.addresses);
  } else if (profile.addresses != null) {
    for (const address of profile.addresses) {
      if (typeof address !== "object" || address === null) {
        wrongValue(report, "CustomerCompany/name", "addresses[]", "a record", address);
      } else {
        if (typeof address.is_billing !== "boolean") {
          wrongValue(report, "CustomerCompany/name", "addresses[].is_billing", "true or false", address.is_billing);
        }
        if (!Array.isArray(address.custom_fields)) {
          wrongValue(report, "CustomerCompany/name", "addresses[].custom_fields", "a list", address.custom_fields);
        } else {
          for (const customField of address.custom_fields) {
            if (typeof customField !== "object" || customField === null) {
              wrongValue(report, "CustomerCompany/name", "addresses[].custom_fields[]", "a record", customField);
            } else {
              if (typeof customField.name !== "string") {
                wrongValue(
                  report,
                  "CustomerCompany/name",
                  "addresses[].custom_fields[].name",
                  "text",
                  customField.name,
                );
              }
              if (customField.value !== null && typeof customField.value !== "string") {
                wrongValue(
                  report,
                  "CustomerCompany/name",
                  "addresses[].custom_fields[].value",
                  "text",
                  customField.value,
                );
              }
            }
          }
        }
      }
    }
  }
}

function mapCustomerCompany(profile: Profile, _answers: Answers, report: Report): CustomerCompanyDraft {
  const chosenAddresses = (profile.addresses ?? []).filter((address) => address.is_billing);
  const name = single(
    chosenAddresses.flatMap((address) =>
      address.custom_fields
        .filter((customField) => customField.name === "company")
        .map((customField) => customField.value)),
    "CustomerCompany/name",
  );
  if (name == null) {
    report.problem("reject", "CustomerCompany/name", "name has no value");
  }
  return {
    name,
    is_company: true,
    vat: single(
      chosenAddresses.flatMap((address) =>
        address.custom_fields
          .filter((customField) => customField.name === "vat_number")
          .map((customField) => customField.value)),
      "CustomerCompany/vat",
    ),
  };
}

/**
 * The company that a customer is of, found by its name or made: its contacts have its address, VAT number and price list.
 * xcart-odoo/customers.xmap:22
 */
export const CustomerCompany: BindingModule = {
  name: "CustomerCompany",
  link: "CustomerCompany",
  left: profileEntity,
  right: partnerEntity,
  key: ["name", "is_company"],
  once: [],
  lines: [],
  rules: [
    {
      id: "CustomerCompany/name",
      target: "name",
      file: "xcart-odoo/customers.xmap",
      line: 23,
      column: 3,
      text: 'addresses[is_billing].custom_fields[name = "company"].value -> name key',
    },
    {
      id: "CustomerCompany/is_company",
      target: "is_company",
      file: "xcart-odoo/customers.xmap",
      line: 24,
      column: 3,
      text: "true -> is_company key",
    },
    {
      id: "CustomerCompany/vat",
      target: "vat",
      file: "xcart-odoo/customers.xmap",
      line: 25,
      column: 3,
      text: 'addresses[is_billing].custom_fields[name = "vat_number"].value -> vat',
    },
  ],
  lookups: [],
  validate: checkCustomerCompany,
  map: mapCustomerCompany,
};

export interface CustomersDraft {
  readonly email: string;
  readonly lang: Language | undefined;
  readonly active: true | false | undefined;
  readonly property_product_pricelist: number | undefined;
  readonly parent_id: number | undefined;
  readonly name: string | undefined;
  readonly street: string | null | undefined;
  readonly city: string | null | undefined;
  readonly zip: string | null | undefined;
  readonly country_id: number | undefined;
  readonly phone: string | null | undefined;
}

function checkCustomers(profile: Profile, report: Report): void {
  if (![0, 100].includes(profile.access_level)) {
    wrongValue(report, "Customers/require/1", "access_level", "one of 0, 100", profile.access_level);
  }
  if (profile.addresses !== undefined && !Array.isArray(profile.addresses)) {
    wrongValue(report, "Customers/require/2", "addresses", "a list", profile.addresses);
  } else if (profile.addresses != null) {
    for (const addressValue of profile.addresses) {
      if (typeof addressValue !== "object" || addressValue === null) {
        wrongValue(report, "Customers/require/2", "addresses[]", "a record", addressValue);
      } else {
        if (typeof addressValue.is_billing !== "boolean") {
          wrongValue(report, "Customers/require/2", "addresses[].is_billing", "true or false", addressValue.is_billing);
        }
        if (addressValue.lastname !== null && typeof addressValue.lastname !== "string") {
          wrongValue(report, "Customers/require/2", "addresses[].lastname", "text", addressValue.lastname);
        }
        if (!Array.isArray(addressValue.custom_fields)) {
          wrongValue(report, "Customers/$isCompany", "addresses[].custom_fields", "a list", addressValue.custom_fields);
        } else {
          for (const customField of addressValue.custom_fields) {
            if (typeof customField !== "object" || customField === null) {
              wrongValue(report, "Customers/$isCompany", "addresses[].custom_fields[]", "a record", customField);
            } else {
              if (typeof customField.name !== "string") {
                wrongValue(
                  report,
                  "Customers/$isCompany",
                  "addresses[].custom_fields[].name",
                  "text",
                  customField.name,
                );
              }
              if (customField.value !== null && typeof customField.value !== "string") {
                wrongValue(
                  report,
                  "Customers/$isCompany",
                  "addresses[].custom_fields[].value",
                  "text",
                  customField.value,
                );
              }
            }
          }
        }
        if (addressValue.firstname !== null && typeof addressValue.firstname !== "string") {
          wrongValue(report, "Customers/name", "addresses[].firstname", "text", addressValue.firstname);
        }
        if (addressValue.street !== null && typeof addressValue.street !== "string") {
          wrongValue(report, "Customers/street", "addresses[].street", "text", addressValue.street);
        }
        if (addressValue.city !== null && typeof addressValue.city !== "string") {
          wrongValue(report, "Customers/city", "addresses[].city", "text", addressValue.city);
        }
        if (addressValue.zipcode !== null && typeof addressValue.zipcode !== "string") {
          wrongValue(report, "Customers/zip", "addresses[].zipcode", "text", addressValue.zipcode);
        }
        if (addressValue.country_code !== null && typeof addressValue.country_code !== "string") {
          wrongValue(report, "Customers/country_id", "addresses[].country_code", "text", addressValue.country_code);
        }
        if (addressValue.phone !== null && typeof addressValue.phone !== "string") {
          wrongValue(report, "Customers/phone", "addresses[].phone", "text", addressValue.phone);
        }
      }
    }
  }
  if (profile.membership_id !== null && typeof profile.membership_id !== "number") {
    wrongValue(report, "Customers/$list", "membership_id", "a number", profile.membership_id);
  }
  if (typeof profile.login !== "string" || isLonger(profile.login, 128)) {
    wrongValue(report, "Customers/email", "login", "text of at most 128 characters", profile.login);
  }
  if (profile.language !== null && typeof profile.language !== "string") {
    wrongValue(report, "Customers/lang", "language", "text", profile.language);
  }
  if (typeof profile.status !== "string") {
    wrongValue(report, "Customers/active", "status", "one of E, D", profile.status);
  }
}

function mapCustomers(profile: Profile, answers: Answers, report: Report): CustomersDraft {
  const listValue = answers.lookup(
    MembershipPricelist,
    "Customers/$list",
    profile.membership_id !== null ? text(profile.membership_id) : undefined,
  ) as string | undefined;
  const chosenAddresses = (profile.addresses ?? []).filter((address) => address.is_billing);
  const isCompany = chosenAddresses.flatMap((address) =>
    address.custom_fields.filter((customField) =>
      customField.name === "company" && customField.value !== null)).length >
    0;
  if (profile.access_level !== 0) {
    report.problem("skip", "Customers/require/1", "staff");
  }
  if (!differs(unwrap(chosenAddresses.map((addressValue) => addressValue.lastname)), null)) {
    report.problem("skip", "Customers/require/2", "no name yet");
  }
  const address = chosenAddresses.at(0);
  const name = joinName(address?.firstname, address?.lastname);
  if (address != null && name == null) {
    report.problem("reject", "Customers/name", "name has no value");
  }
  return {
    email: profile.login,
    lang: language(profile.language, "Customers/lang", report),
    active: customersActive(profile.status, "Customers/active", report),
    property_product_pricelist: !isCompany
      ? (answers.lookup(PricelistOfName, "Customers/property_product_pricelist", listValue) as number | undefined)
      : undefined,
    parent_id: isCompany ? (answers.reference(CustomerCompany, profile) as number | undefined) : undefined,
    name,
    street: address?.street,
    city: address?.city,
    zip: address?.zipcode,
    country_id: answers.lookup(CountryId, "Customers/country_id", address?.country_code) as number | undefined,
    phone: address?.phone,
  };
}

export interface CustomersBackAddress {
  readonly is_billing: boolean;
  readonly firstname: string | undefined;
  readonly lastname: string | undefined;
  readonly street: string | null;
  readonly city: string | null;
  readonly zipcode: string | null;
  readonly country_code: string | undefined;
  readonly phone: string | null;
}

export interface CustomersBackDraft {
  readonly login: string | null;
  readonly language: LanguageBack | undefined;
  readonly status: "E" | "D" | undefined;
  readonly addresses: readonly Line<CustomersBackAddress>[];
}

function checkCustomersBack(partner: Partner, report: Report): void {
  if (partner.type !== null && !["contact", "invoice", "delivery", "other"].includes(partner.type)) {
    wrongValue(report, "Customers/<-/require/1", "type", "one of contact, invoice, delivery, other", partner.type);
  }
  if (partner.parent_id !== null && typeof partner.parent_id !== "number") {
    wrongValue(report, "Customers/<-/require/1", "parent_id", "a number", partner.parent_id);
  }
  if (partner.email !== null && typeof partner.email !== "string") {
    wrongValue(report, "Customers/<-/require/1", "email", "text", partner.email);
  }
  if (partner.name !== null && typeof partner.name !== "string") {
    wrongValue(report, "Customers/<-/require/2", "name", "text", partner.name);
  }
  if (partner.street !== null && typeof partner.street !== "string") {
    wrongValue(report, "Customers/<-/require/2", "street", "text", partner.street);
  }
  if (partner.city !== null && typeof partner.city !== "string") {
    wrongValue(report, "Customers/<-/require/2", "city", "text", partner.city);
  }
  if (partner.zip !== null && typeof partner.zip !== "string") {
    wrongValue(report, "Customers/<-/require/2", "zip", "text", partner.zip);
  }
  if (partner.country_id !== null && typeof partner.country_id !== "number") {
    wrongValue(report, "Customers/<-/require/2", "country_id", "a number", partner.country_id);
  }
  if (partner.lang !== null && typeof partner.lang !== "string") {
    wrongValue(report, "Customers/<-/language", "lang", "one of en_US", partner.lang);
  }
  if (typeof partner.active !== "boolean") {
    wrongValue(report, "Customers/<-/status", "active", "true or false", partner.active);
  }
  if (partner.phone !== null && typeof partner.phone !== "string") {
    wrongValue(report, "Customers/<-/addresses/phone", "phone", "text", partner.phone);
  }
}

function mapCustomersBack(partner: Partner, answers: Answers, report: Report): CustomersBackDraft {
  if (!(partner.type === "contact" && partner.parent_id === null && partner.email !== null)) {
    report.problem("skip", "Customers/<-/require/1", "not a customer of the shop");
  }
  const lastNameOfPartnerName = lastName(partner.name);
  if (
    !(lastNameOfPartnerName != null &&
      partner.street !== null &&
      partner.city !== null &&
      partner.zip !== null &&
      partner.country_id !== null)
  ) {
    report.problem("skip", "Customers/<-/require/2", "the shop needs a first and a last name, and a whole address");
  }
  const login = partner.email;
  if (partner.email == null) {
    report.problem("reject", "Customers/<-/login", "login has no value");
  }
  if (typeof login === "string" && isLonger(login, 128)) {
    wrongValue(report, "Customers/<-/login", "login", "text of at most 128 characters", login);
  }
  return {
    login,
    language: languageBack(partner.lang, "Customers/<-/language", report),
    status: customersBackStatus(partner.active, "Customers/<-/status", report),
    addresses: [
      {
        identity: "addresses[is_billing]",
        key: ["is_billing"],
        values: {
          is_billing: true,
          firstname: firstName(partner.name),
          lastname: lastNameOfPartnerName,
          street: partner.street,
          city: partner.city,
          zipcode: partner.zip,
          country_code: answers.lookup(
            CountryIdBack,
            "Customers/<-/addresses/country_code",
            partner.country_id,
          ) as string | undefined,
          phone: partner.phone,
        },
      },
    ],
  };
}

/** xcart-odoo/customers.xmap:28 */
export const Customers: BindingModule = {
  name: "Customers",
  link: "Customers",
  left: profileEntity,
  right: partnerEntity,
  master: "erp",
  key: ["email"],
  once: [],
  lines: [],
  rules: [
    {
      id: "Customers/$list",
      target: "$list",
      file: "xcart-odoo/customers.xmap",
      line: 29,
      column: 3,
      text: "let list = (membership_id != null ? $string(membership_id)) via MembershipPricelist",
    },
    {
      id: "Customers/email",
      target: "email",
      file: "xcart-odoo/customers.xmap",
      line: 38,
      column: 3,
      text: "login <-> email key master shop",
      counterpart: "Customers/<-/login",
      master: "shop",
    },
    {
      id: "Customers/lang",
      target: "lang",
      file: "xcart-odoo/customers.xmap",
      line: 39,
      column: 3,
      text: "language <-> lang via Language",
      counterpart: "Customers/<-/language",
    },
    {
      id: "Customers/active",
      target: "active",
      file: "xcart-odoo/customers.xmap",
      line: 40,
      column: 3,
      text: 'status <-> active via { "E" <-> true, "D" <-> false }',
      counterpart: "Customers/<-/status",
    },
    {
      id: "Customers/property_product_pricelist",
      target: "property_product_pricelist",
      file: "xcart-odoo/customers.xmap",
      line: 41,
      column: 3,
      text: "$list -> property_product_pricelist via PricelistOfName when $not($isCompany)",
    },
    {
      id: "Customers/parent_id",
      target: "parent_id",
      file: "xcart-odoo/customers.xmap",
      line: 42,
      column: 3,
      text: "$ -> parent_id via CustomerCompany when $isCompany",
    },
    {
      id: "Customers/name",
      target: "name",
      file: "xcart-odoo/customers.xmap",
      line: 44,
      column: 5,
      text: "$joinName(firstname, lastname) -> name",
    },
    {
      id: "Customers/street",
      target: "street",
      file: "xcart-odoo/customers.xmap",
      line: 47,
      column: 5,
      text: "street <-> street",
      counterpart: "Customers/<-/addresses/street",
    },
    {
      id: "Customers/city",
      target: "city",
      file: "xcart-odoo/customers.xmap",
      line: 48,
      column: 5,
      text: "city <-> city",
      counterpart: "Customers/<-/addresses/city",
    },
    {
      id: "Customers/zip",
      target: "zip",
      file: "xcart-odoo/customers.xmap",
      line: 49,
      column: 5,
      text: "zipcode <-> zip",
      counterpart: "Customers/<-/addresses/zipcode",
    },
    {
      id: "Customers/country_id",
      target: "country_id",
      file: "xcart-odoo/customers.xmap",
      line: 50,
      column: 5,
      text: "country_code <-> country_id via CountryId",
      counterpart: "Customers/<-/addresses/country_code",
    },
    {
      id: "Customers/phone",
      target: "phone",
      file: "xcart-odoo/customers.xmap",
      line: 51,
      column: 5,
      text: "phone <-> phone",
      counterpart: "Customers/<-/addresses/phone",
    },
    {
      id: "Customers/require/1",
      target: "require",
      file: "xcart-odoo/customers.xmap",
      line: 32,
      column: 14,
      text: "access_level = 0",
    },
    {
      id: "Customers/require/2",
      target: "require",
      file: "xcart-odoo/customers.xmap",
      line: 33,
      column: 14,
      text: "addresses[is_billing].lastname != null",
    },
  ],
  lookups: [
    (profile: Profile, ask: Ask) => {
      const chosenAddresses = (profile.addresses ?? []).filter((address) => address.is_billing);
      const isCompany = chosenAddresses.flatMap((address) =>
        address.custom_fields.filter((customField) =>
          customField.name === "company" && customField.value !== null)).length >
        0;
      ask.lookup(MembershipPricelist, profile.membership_id !== null ? text(profile.membership_id) : undefined);
      const address = chosenAddresses.at(0);
      ask.lookup(CountryId, address?.country_code);
      if (
        profile.access_level === 0 &&
          differs(unwrap(chosenAddresses.map((addressValue) => addressValue.lastname)), null)
      ) {
        if (isCompany) {
          ask.reference(CustomerCompany, profile);
        }
      }
    },
    (profile: Profile, ask: Ask, answers: Answers) => {
      const listValue = answers.lookup(
        MembershipPricelist,
        "Customers/$list",
        profile.membership_id !== null ? text(profile.membership_id) : undefined,
      ) as string | undefined;
      const isCompany = (profile.addresses ?? [])
        .filter((address) => address.is_billing)
        .flatMap((address) =>
          address.custom_fields.filter((customField) =>
            customField.name === "company" && customField.value !== null)).length >
        0;
      if (!isCompany) {
        ask.lookup(PricelistOfName, listValue);
      }
    },
  ],
  validate: checkCustomers,
  map: mapCustomers,
  reverse: {
    key: ["login"],
    once: [],
    lines: [{ field: "addresses", key: [], once: [] }],
    rules: [
      {
        id: "Customers/<-/login",
        target: "login",
        file: "xcart-odoo/customers.xmap",
        line: 38,
        column: 3,
        text: "login <-> email key master shop",
        counterpart: "Customers/email",
        master: "shop",
      },
      {
        id: "Customers/<-/language",
        target: "language",
        file: "xcart-odoo/customers.xmap",
        line: 39,
        column: 3,
        text: "language <-> lang via Language",
        counterpart: "Customers/lang",
      },
      {
        id: "Customers/<-/status",
        target: "status",
        file: "xcart-odoo/customers.xmap",
        line: 40,
        column: 3,
        text: 'status <-> active via { "E" <-> true, "D" <-> false }',
        counterpart: "Customers/active",
      },
      {
        id: "Customers/<-/addresses/is_billing",
        target: "addresses.is_billing",
        file: "xcart-odoo/customers.xmap",
        line: 43,
        column: 13,
        text: "is_billing",
      },
      {
        id: "Customers/<-/addresses/firstname",
        target: "addresses.firstname",
        file: "xcart-odoo/customers.xmap",
        line: 45,
        column: 5,
        text: "firstname <- $firstName(name)",
      },
      {
        id: "Customers/<-/addresses/lastname",
        target: "addresses.lastname",
        file: "xcart-odoo/customers.xmap",
        line: 46,
        column: 5,
        text: "lastname <- $lastName(name)",
      },
      {
        id: "Customers/<-/addresses/street",
        target: "addresses.street",
        file: "xcart-odoo/customers.xmap",
        line: 47,
        column: 5,
        text: "street <-> street",
        counterpart: "Customers/street",
      },
      {
        id: "Customers/<-/addresses/city",
        target: "addresses.city",
        file: "xcart-odoo/customers.xmap",
        line: 48,
        column: 5,
        text: "city <-> city",
        counterpart: "Customers/city",
      },
      {
        id: "Customers/<-/addresses/zipcode",
        target: "addresses.zipcode",
        file: "xcart-odoo/customers.xmap",
        line: 49,
        column: 5,
        text: "zipcode <-> zip",
        counterpart: "Customers/zip",
      },
      {
        id: "Customers/<-/addresses/country_code",
        target: "addresses.country_code",
        file: "xcart-odoo/customers.xmap",
        line: 50,
        column: 5,
        text: "country_code <-> country_id via CountryId",
        counterpart: "Customers/country_id",
      },
      {
        id: "Customers/<-/addresses/phone",
        target: "addresses.phone",
        file: "xcart-odoo/customers.xmap",
        line: 51,
        column: 5,
        text: "phone <-> phone",
        counterpart: "Customers/phone",
      },
      {
        id: "Customers/<-/require/1",
        target: "require",
        file: "xcart-odoo/customers.xmap",
        line: 34,
        column: 14,
        text: 'type = "contact" and parent_id = null and email != null',
      },
      {
        id: "Customers/<-/require/2",
        target: "require",
        file: "xcart-odoo/customers.xmap",
        line: 35,
        column: 14,
        text: "$lastName(name) != null and street != null and city != null and zip != null and country_id != null",
      },
    ],
    lookups: [
      (partner: Partner, ask: Ask) => {
        ask.lookup(CountryIdBack, partner.country_id);
      },
    ],
    validate: checkCustomersBack,
    map: mapCustomersBack,
  },
};

export interface CustomersFromShopState {
  readonly profile: Profile;
  readonly contact: Partner;
  readonly list: string | undefined;
  readonly company: Partner;
}

/** xcart-odoo/customers.xmap:55 */
export const CustomersFromShop: FlowModule = {
  name: "CustomersFromShop",
  subject: { name: "profile", entity: profileEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: profileEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "sweep", everyMilliseconds: 86400000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "CustomersFromShop/list",
      target: "list",
      file: "xcart-odoo/customers.xmap",
      line: 60,
      column: 3,
      text: "list = (profile.membership_id != null ? $string(profile.membership_id)) via MembershipPricelist",
    },
    {
      id: "when contact.parent_id != null and $exists(list)/write company/property_product_pricelist",
      target: "property_product_pricelist",
      file: "xcart-odoo/customers.xmap",
      line: 63,
      column: 21,
      text: "list -> property_product_pricelist via PricelistOfName",
    },
  ],
  steps: [
    {
      step: "sync",
      id: "contact",
      file: "xcart-odoo/customers.xmap",
      line: 59,
      assign: "contact",
      binding: Customers,
      record: (state: CustomersFromShopState) => state.profile,
    },
    {
      step: "value",
      id: "list",
      file: "xcart-odoo/customers.xmap",
      line: 60,
      assign: "list",
      lookups: [
        (state: CustomersFromShopState, ask: Ask) => {
          ask.lookup(
            MembershipPricelist,
            state.profile.membership_id !== null ? text(state.profile.membership_id) : undefined,
          );
        },
      ],
      value: (state: CustomersFromShopState, answers: Answers) =>
        answers.lookup(
          MembershipPricelist,
          "CustomersFromShop/list",
          state.profile.membership_id !== null ? text(state.profile.membership_id) : undefined,
        ) as string | undefined,
    },
    {
      step: "when",
      id: "when contact.parent_id != null and $exists(list)",
      file: "xcart-odoo/customers.xmap",
      line: 61,
      capability: undefined,
      condition: (state: CustomersFromShopState) => state.contact.parent_id !== null && state.list !== undefined,
      steps: [
        {
          step: "read",
          id: "company",
          file: "xcart-odoo/customers.xmap",
          line: 62,
          assign: "company",
          entity: partnerEntity,
          key: (state: CustomersFromShopState) => [state.contact.parent_id],
        },
        {
          step: "write",
          id: "when contact.parent_id != null and $exists(list)/write company",
          file: "xcart-odoo/customers.xmap",
          line: 63,
          target: "company",
          entity: partnerEntity,
          lookups: [
            (state: CustomersFromShopState, ask: Ask) => {
              ask.lookup(PricelistOfName, state.list);
            },
          ],
          map: (state: CustomersFromShopState, answers: Answers) => ({
            property_product_pricelist: answers.lookup(
              PricelistOfName,
              "when contact.parent_id != null and $exists(list)/write company/property_product_pricelist",
              state.list,
            ) as number | undefined,
          }),
        },
      ],
    },
  ],
};

export interface CustomersFromOdooState {
  readonly partner: Partner;
  readonly profile: Profile;
}

/** xcart-odoo/customers.xmap:67 */
export const CustomersFromOdoo: FlowModule = {
  name: "CustomersFromOdoo",
  subject: { name: "partner", entity: partnerEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: partnerEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "profile",
      file: "xcart-odoo/customers.xmap",
      line: 71,
      assign: "profile",
      binding: Customers,
      side: "right",
      record: (state: CustomersFromOdooState) => state.partner,
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { CustomerCompany, Customers };

export const flows: Readonly<Record<string, FlowModule>> = { CustomersFromShop, CustomersFromOdoo };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=customers.ts.map

// Generated from xcart-acumatica/customers.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  type EntityModule,
  type FlowModule,
  firstName,
  isLonger,
  joinName,
  type Line,
  type LookupModule,
  lastName,
  list,
  number,
  type Report,
  type SystemModule,
  single,
  singleOf,
  stateCode,
  stateName,
  text,
  truthy,
  wrongValue,
} from "@xmap/runtime";
import { type Profile, profileEntity } from "../shared/shop.ts";
import { type Customer, customerEntity, steady } from "./entities.ts";

export const contract = 1;
export const id = "xcart-acumatica/customers";
export const hash = "7b20cab6e35cb1e832adf2851e48719de6ab9bc96ac2132a2025263669c57589";
export const sourceFiles = [
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/customers.xmap",
  "xcart-acumatica/entities.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const priceClassRowEntity: EntityModule = {
  name: "PriceClassRow",
  system: "tables",
  resource: "acumatica-price-classes",
  key: [{ field: "price_class", type: "string" }],
  fields: ["price_class"],
  joins: [],
};

/** A membership stands for a price class in Acumatica, which has the prices. */
export const ClassOfMembership: LookupModule = {
  name: "ClassOfMembership",
  entity: priceClassRowEntity,
  columns: ["membership_id"],
  result: "price_class",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `membership ${text(key)} is not in tables/acumatica-price-classes.csv` }),
  many: (key) => ({ word: "hold", message: `ClassOfMembership finds several for ${text(key)}` }),
};

export const MembershipOfClass: LookupModule = {
  name: "MembershipOfClass",
  entity: priceClassRowEntity,
  columns: ["price_class"],
  result: "membership_id",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `price class ${text(key)} is not in tables/acumatica-price-classes.csv` }),
  many: (key) => ({ word: "hold", message: `MembershipOfClass finds several for ${text(key)}` }),
};

export interface AcumaticaCustomersDraft {
  readonly Email: string;
  readonly PriceClassID: string | undefined;
  readonly CustomerClass: string;
  readonly CustomerName: string | null | undefined;
  readonly MainContact: {
    readonly Attention: string | null | undefined;
    readonly Phone1: string | null | undefined;
    readonly Address: {
      readonly AddressLine1: string | null | undefined;
      readonly City: string | null | undefined;
      readonly PostalCode: string | null | undefined;
      readonly Country: string | null | undefined;
      readonly State: string | null | undefined;
    };
  };
  readonly TaxRegistrationID: string | null | undefined;
  readonly TaxExemptionNumber: string | null | undefined;
}

function checkAcumaticaCustomers(profile: Profile, report: Report): void {
  if (profile.first_login_date !== null && typeof profile.first_login_date !== "string") {
    wrongValue(report, "AcumaticaCustomers/require/1", "first_login_date", "text", profile.first_login_date);
  }
  if (typeof profile.login !== "string" || isLonger(profile.login, 128)) {
    wrongValue(report, "AcumaticaCustomers/Email", "login", "text of at most 128 characters", profile.login);
  }
  if (profile.membership_id !== null && typeof profile.membership_id !== "number") {
    wrongValue(report, "AcumaticaCustomers/PriceClassID", "membership_id", "a number", profile.membership_id);
  }
  if (profile.addresses !== undefined && !Array.isArray(profile.addresses)) {
    wrongValue(report, "AcumaticaCustomers/$", "addresses", "a list", profile.addresses);
  } else if (profile.addresses != null) {
    for (const addressValue of profile.addresses) {
      if (typeof addressValue !== "object" || addressValue === null) {
        wrongValue(report, "AcumaticaCustomers/$", "addresses[]", "a record", addressValue);
      } else {
        if (typeof addressValue.is_billing !== "boolean") {
          wrongValue(
            report,
            "AcumaticaCustomers/$",
            "addresses[].is_billing",
            "true or false",
            addressValue.is_billing,
          );
        }
        if (!Array.isArray(addressValue.custom_fields)) {
          wrongValue(
            report,
            "AcumaticaCustomers/$company",
            "addresses[].custom_fields",
            "a list",
            addressValue.custom_fields,
          );
        } else {
          for (const customField of addressValue.custom_fields) {
            if (typeof customField !== "object" || customField === null) {
              wrongValue(report, "AcumaticaCustomers/$company", "addresses[].custom_fields[]", "a record", customField);
            } else {
              if (typeof customField.name !== "string") {
                wrongValue(
                  report,
                  "AcumaticaCustomers/$company",
                  "addresses[].custom_fields[].name",
                  "text",
                  customField.name,
                );
              }
              if (customField.value !== null && typeof customField.value !== "string") {
                wrongValue(
                  report,
                  "AcumaticaCustomers/$company",
                  "addresses[].custom_fields[].value",
                  "text",
                  customField.value,
                );
              }
            }
          }
        }
        if (addressValue.firstname !== null && typeof addressValue.firstname !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/CustomerName",
            "addresses[].firstname",
            "text",
            addressValue.firstname,
          );
        }
        if (addressValue.lastname !== null && typeof addressValue.lastname !== "string") {
          wrongValue(report, "AcumaticaCustomers/CustomerName", "addresses[].lastname", "text", addressValue.lastname);
        }
        if (addressValue.phone !== null && typeof addressValue.phone !== "string") {
          wrongValue(report, "AcumaticaCustomers/MainContact/Phone1", "addresses[].phone", "text", addressValue.phone);
        }
        if (addressValue.street !== null && typeof addressValue.street !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/MainContact/Address/AddressLine1",
            "addresses[].street",
            "text",
            addressValue.street,
          );
        }
        if (addressValue.city !== null && typeof addressValue.city !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/MainContact/Address/City",
            "addresses[].city",
            "text",
            addressValue.city,
          );
        }
        if (addressValue.zipcode !== null && typeof addressValue.zipcode !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/MainContact/Address/PostalCode",
            "addresses[].zipcode",
            "text",
            addressValue.zipcode,
          );
        }
        if (addressValue.country_code !== null && typeof addressValue.country_code !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/MainContact/Address/Country",
            "addresses[].country_code",
            "text",
            addressValue.country_code,
          );
        }
        if (addressValue.state_name !== null && typeof addressValue.state_name !== "string") {
          wrongValue(
            report,
            "AcumaticaCustomers/MainContact/Address/State",
            "addresses[].state_name",
            "text",
            addressValue.state_name,
          );
        }
      }
    }
  }
}

function mapAcumaticaCustomers(profile: Profile, answers: Answers, report: Report): AcumaticaCustomersDraft {
  if (profile.first_login_date === null) {
    report.problem("skip", "AcumaticaCustomers/require/1", "a guest");
  }
  const address = (profile.addresses ?? []).filter((address) => address.is_billing).at(0);
  const company = (address?.custom_fields ?? [])
    .filter((customField) => customField.name === "company")
    .map((customField) => customField.value);
  return {
    Email: profile.login,
    PriceClassID: answers.lookup(
      ClassOfMembership,
      "AcumaticaCustomers/PriceClassID",
      profile.membership_id !== null ? text(profile.membership_id) : null,
    ) as string | undefined,
    CustomerClass: "DEFAULT",
    CustomerName: single(
      truthy(company) ? company : list(joinName(address?.firstname, address?.lastname)),
      "AcumaticaCustomers/CustomerName",
    ),
    MainContact: {
      Attention: truthy(company) ? joinName(address?.firstname, address?.lastname) : null,
      Phone1: address?.phone,
      Address: {
        AddressLine1: address?.street,
        City: address?.city,
        PostalCode: address?.zipcode,
        Country: address?.country_code,
        State: stateCode(address?.state_name, address?.country_code) || address?.state_name,
      },
    },
    TaxRegistrationID: singleOf(
      address?.custom_fields ?? [],
      (customField) => customField.name === "vat_number",
      (customField) => customField.value,
      "AcumaticaCustomers/TaxRegistrationID",
    ),
    TaxExemptionNumber: singleOf(
      address?.custom_fields ?? [],
      (customField) => customField.name === "tax_exemption_number",
      (customField) => customField.value,
      "AcumaticaCustomers/TaxExemptionNumber",
    ),
  };
}

export interface AcumaticaCustomersBackAddress {
  readonly is_billing: boolean;
  readonly firstname: string | undefined;
  readonly lastname: string | undefined;
  readonly phone: string | null | undefined;
  readonly street: string | null | undefined;
  readonly city: string | null | undefined;
  readonly zipcode: string | null | undefined;
  readonly country_code: string | null | undefined;
  readonly state_name: string | null | undefined;
}

export interface AcumaticaCustomersBackDraft {
  readonly login: string | null;
  readonly status: string;
  readonly membership_id: number | undefined;
  readonly addresses: readonly Line<AcumaticaCustomersBackAddress>[];
}

function checkAcumaticaCustomersBack(customer: Customer, report: Report): void {
  if (customer.Email !== null && typeof customer.Email !== "string") {
    wrongValue(report, "AcumaticaCustomers/<-/require/1", "Email", "text", customer.Email);
  }
  if (!["Active", "On Hold", "Credit Hold", "One-Time", "Inactive"].includes(customer.Status)) {
    wrongValue(
      report,
      "AcumaticaCustomers/<-/status",
      "Status",
      "one of Active, On Hold, Credit Hold, One-Time, Inactive",
      customer.Status,
    );
  }
  if (customer.PriceClassID !== null && typeof customer.PriceClassID !== "string") {
    wrongValue(report, "AcumaticaCustomers/<-/membership_id", "PriceClassID", "text", customer.PriceClassID);
  }
  if (
    customer.MainContact !== undefined && (typeof customer.MainContact !== "object" || customer.MainContact === null)
  ) {
    wrongValue(report, "AcumaticaCustomers/<-/addresses/firstname", "MainContact", "a record", customer.MainContact);
  } else if (customer.MainContact != null) {
    if (customer.MainContact.Attention !== null && typeof customer.MainContact.Attention !== "string") {
      wrongValue(
        report,
        "AcumaticaCustomers/<-/addresses/firstname",
        "MainContact.Attention",
        "text",
        customer.MainContact.Attention,
      );
    }
    if (customer.MainContact.Phone1 !== null && typeof customer.MainContact.Phone1 !== "string") {
      wrongValue(
        report,
        "AcumaticaCustomers/<-/addresses/phone",
        "MainContact.Phone1",
        "text",
        customer.MainContact.Phone1,
      );
    }
    if (
      customer.MainContact.Address !== undefined &&
        (typeof customer.MainContact.Address !== "object" || customer.MainContact.Address === null)
    ) {
      wrongValue(
        report,
        "AcumaticaCustomers/<-/addresses/street",
        "MainContact.Address",
        "a record",
        customer.MainContact.Address,
      );
    } else if (customer.MainContact.Address != null) {
      if (
        customer.MainContact.Address.AddressLine1 !== null &&
          typeof customer.MainContact.Address.AddressLine1 !== "string"
      ) {
        wrongValue(
          report,
          "AcumaticaCustomers/<-/addresses/street",
          "MainContact.Address.AddressLine1",
          "text",
          customer.MainContact.Address.AddressLine1,
        );
      }
      if (customer.MainContact.Address.City !== null && typeof customer.MainContact.Address.City !== "string") {
        wrongValue(
          report,
          "AcumaticaCustomers/<-/addresses/city",
          "MainContact.Address.City",
          "text",
          customer.MainContact.Address.City,
        );
      }
      if (
        customer.MainContact.Address.PostalCode !== null && typeof customer.MainContact.Address.PostalCode !== "string"
      ) {
        wrongValue(
          report,
          "AcumaticaCustomers/<-/addresses/zipcode",
          "MainContact.Address.PostalCode",
          "text",
          customer.MainContact.Address.PostalCode,
        );
      }
      if (customer.MainContact.Address.Country !== null && typeof customer.MainContact.Address.Country !== "string") {
        wrongValue(
          report,
          "AcumaticaCustomers/<-/addresses/country_code",
          "MainContact.Address.Country",
          "text",
          customer.MainContact.Address.Country,
        );
      }
      if (customer.MainContact.Address.State !== null && typeof customer.MainContact.Address.State !== "string") {
        wrongValue(
          report,
          "AcumaticaCustomers/<-/addresses/state_name",
          "MainContact.Address.State",
          "text",
          customer.MainContact.Address.State,
        );
      }
    }
  }
  if (customer.CustomerName !== null && typeof customer.CustomerName !== "string") {
    wrongValue(report, "AcumaticaCustomers/<-/addresses/firstname", "CustomerName", "text", customer.CustomerName);
  }
}

function mapAcumaticaCustomersBack(customer: Customer, answers: Answers, report: Report): AcumaticaCustomersBackDraft {
  if (customer.Email === null) {
    report.problem("skip", "AcumaticaCustomers/<-/require/1", "not a customer of the shop");
  }
  const login = customer.Email;
  if (customer.Email == null) {
    report.problem("reject", "AcumaticaCustomers/<-/login", "login has no value");
  }
  if (typeof login === "string" && isLonger(login, 128)) {
    wrongValue(report, "AcumaticaCustomers/<-/login", "login", "text of at most 128 characters", login);
  }
  const country = customer.MainContact?.Address?.Country;
  const stateValue = customer.MainContact?.Address?.State;
  return {
    login,
    status: customer.Status === "Inactive" ? "D" : "E",
    membership_id: number(
      answers.lookup(
        MembershipOfClass,
        "AcumaticaCustomers/<-/membership_id",
        customer.PriceClassID,
      ) as string | undefined,
      "AcumaticaCustomers/<-/membership_id",
    ),
    addresses: [
      {
        identity: "addresses[is_billing]",
        key: ["is_billing"],
        values: {
          is_billing: true,
          firstname: firstName(customer.MainContact?.Attention || customer.CustomerName),
          lastname: lastName(customer.MainContact?.Attention || customer.CustomerName),
          phone: customer.MainContact?.Phone1,
          street: customer.MainContact?.Address?.AddressLine1,
          city: customer.MainContact?.Address?.City,
          zipcode: customer.MainContact?.Address?.PostalCode,
          country_code: country,
          state_name: stateName(stateValue, country) || stateValue,
        },
      },
    ],
  };
}

/** xcart-acumatica/customers.xmap:18 */
export const AcumaticaCustomers: BindingModule = {
  name: "AcumaticaCustomers",
  link: "AcumaticaCustomers",
  left: profileEntity,
  right: customerEntity,
  master: "acumatica",
  key: ["Email"],
  once: ["CustomerClass", "CustomerName"],
  lines: [],
  rules: [
    {
      id: "AcumaticaCustomers/Email",
      target: "Email",
      file: "xcart-acumatica/customers.xmap",
      line: 23,
      column: 3,
      text: "login <-> Email key master shop",
      counterpart: "AcumaticaCustomers/<-/login",
      master: "shop",
    },
    {
      id: "AcumaticaCustomers/PriceClassID",
      target: "PriceClassID",
      file: "xcart-acumatica/customers.xmap",
      line: 25,
      column: 3,
      text: "membership_id != null ? $string(membership_id) : null -> PriceClassID via ClassOfMembership",
    },
    {
      id: "AcumaticaCustomers/CustomerClass",
      target: "CustomerClass",
      file: "xcart-acumatica/customers.xmap",
      line: 27,
      column: 3,
      text: '"DEFAULT" -> CustomerClass once',
    },
    {
      id: "AcumaticaCustomers/CustomerName",
      target: "CustomerName",
      file: "xcart-acumatica/customers.xmap",
      line: 31,
      column: 5,
      text: "$company ?: $joinName(firstname, lastname) -> CustomerName once",
    },
    {
      id: "AcumaticaCustomers/MainContact/Attention",
      target: "MainContact.Attention",
      file: "xcart-acumatica/customers.xmap",
      line: 32,
      column: 5,
      text: "$company ? $joinName(firstname, lastname) : null -> MainContact.Attention",
    },
    {
      id: "AcumaticaCustomers/TaxRegistrationID",
      target: "TaxRegistrationID",
      file: "xcart-acumatica/customers.xmap",
      line: 35,
      column: 5,
      text: 'custom_fields[name = "vat_number"].value -> TaxRegistrationID',
    },
    {
      id: "AcumaticaCustomers/TaxExemptionNumber",
      target: "TaxExemptionNumber",
      file: "xcart-acumatica/customers.xmap",
      line: 36,
      column: 5,
      text: 'custom_fields[name = "tax_exemption_number"].value -> TaxExemptionNumber',
    },
    {
      id: "AcumaticaCustomers/MainContact/Phone1",
      target: "MainContact.Phone1",
      file: "xcart-acumatica/customers.xmap",
      line: 37,
      column: 5,
      text: "phone <-> MainContact.Phone1",
      counterpart: "AcumaticaCustomers/<-/addresses/phone",
    },
    {
      id: "AcumaticaCustomers/MainContact/Address/AddressLine1",
      target: "MainContact.Address.AddressLine1",
      file: "xcart-acumatica/customers.xmap",
      line: 38,
      column: 5,
      text: "street <-> MainContact.Address.AddressLine1",
      counterpart: "AcumaticaCustomers/<-/addresses/street",
    },
    {
      id: "AcumaticaCustomers/MainContact/Address/City",
      target: "MainContact.Address.City",
      file: "xcart-acumatica/customers.xmap",
      line: 39,
      column: 5,
      text: "city <-> MainContact.Address.City",
      counterpart: "AcumaticaCustomers/<-/addresses/city",
    },
    {
      id: "AcumaticaCustomers/MainContact/Address/PostalCode",
      target: "MainContact.Address.PostalCode",
      file: "xcart-acumatica/customers.xmap",
      line: 40,
      column: 5,
      text: "zipcode <-> MainContact.Address.PostalCode",
      counterpart: "AcumaticaCustomers/<-/addresses/zipcode",
    },
    {
      id: "AcumaticaCustomers/MainContact/Address/Country",
      target: "MainContact.Address.Country",
      file: "xcart-acumatica/customers.xmap",
      line: 41,
      column: 5,
      text: "country_code <-> MainContact.Address.Country",
      counterpart: "AcumaticaCustomers/<-/addresses/country_code",
    },
    {
      id: "AcumaticaCustomers/MainContact/Address/State",
      target: "MainContact.Address.State",
      file: "xcart-acumatica/customers.xmap",
      line: 42,
      column: 5,
      text: "$stateCode(state_name, country_code) ?: state_name -> MainContact.Address.State",
    },
    {
      id: "AcumaticaCustomers/require/1",
      target: "require",
      file: "xcart-acumatica/customers.xmap",
      line: 20,
      column: 14,
      text: "first_login_date != null",
    },
  ],
  lookups: [
    (profile: Profile, ask: Ask) => {
      ask.lookup(ClassOfMembership, profile.membership_id !== null ? text(profile.membership_id) : null);
    },
  ],
  validate: checkAcumaticaCustomers,
  map: mapAcumaticaCustomers,
  reverse: {
    key: ["login"],
    once: [],
    lines: [{ field: "addresses", key: [], once: [] }],
    rules: [
      {
        id: "AcumaticaCustomers/<-/login",
        target: "login",
        file: "xcart-acumatica/customers.xmap",
        line: 23,
        column: 3,
        text: "login <-> Email key master shop",
        counterpart: "AcumaticaCustomers/Email",
        master: "shop",
      },
      {
        id: "AcumaticaCustomers/<-/status",
        target: "status",
        file: "xcart-acumatica/customers.xmap",
        line: 24,
        column: 3,
        text: 'status <- Status = "Inactive" ? "D" : "E"',
      },
      {
        id: "AcumaticaCustomers/<-/membership_id",
        target: "membership_id",
        file: "xcart-acumatica/customers.xmap",
        line: 26,
        column: 3,
        text: "membership_id <- PriceClassID via MembershipOfClass",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/is_billing",
        target: "addresses.is_billing",
        file: "xcart-acumatica/customers.xmap",
        line: 28,
        column: 13,
        text: "is_billing",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/firstname",
        target: "addresses.firstname",
        file: "xcart-acumatica/customers.xmap",
        line: 33,
        column: 5,
        text: "firstname <- $firstName(MainContact.Attention ?: CustomerName)",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/lastname",
        target: "addresses.lastname",
        file: "xcart-acumatica/customers.xmap",
        line: 34,
        column: 5,
        text: "lastname <- $lastName(MainContact.Attention ?: CustomerName)",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/phone",
        target: "addresses.phone",
        file: "xcart-acumatica/customers.xmap",
        line: 37,
        column: 5,
        text: "phone <-> MainContact.Phone1",
        counterpart: "AcumaticaCustomers/MainContact/Phone1",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/street",
        target: "addresses.street",
        file: "xcart-acumatica/customers.xmap",
        line: 38,
        column: 5,
        text: "street <-> MainContact.Address.AddressLine1",
        counterpart: "AcumaticaCustomers/MainContact/Address/AddressLine1",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/city",
        target: "addresses.city",
        file: "xcart-acumatica/customers.xmap",
        line: 39,
        column: 5,
        text: "city <-> MainContact.Address.City",
        counterpart: "AcumaticaCustomers/MainContact/Address/City",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/zipcode",
        target: "addresses.zipcode",
        file: "xcart-acumatica/customers.xmap",
        line: 40,
        column: 5,
        text: "zipcode <-> MainContact.Address.PostalCode",
        counterpart: "AcumaticaCustomers/MainContact/Address/PostalCode",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/country_code",
        target: "addresses.country_code",
        file: "xcart-acumatica/customers.xmap",
        line: 41,
        column: 5,
        text: "country_code <-> MainContact.Address.Country",
        counterpart: "AcumaticaCustomers/MainContact/Address/Country",
      },
      {
        id: "AcumaticaCustomers/<-/addresses/state_name",
        target: "addresses.state_name",
        file: "xcart-acumatica/customers.xmap",
        line: 43,
        column: 5,
        text: "state_name <- $stateName(MainContact.Address.State, MainContact.Address.Country) ?: MainContact.Address.State",
      },
      {
        id: "AcumaticaCustomers/<-/require/1",
        target: "require",
        file: "xcart-acumatica/customers.xmap",
        line: 21,
        column: 14,
        text: "Email != null",
      },
    ],
    lookups: [
      (customer: Customer, ask: Ask) => {
        ask.lookup(MembershipOfClass, customer.PriceClassID);
      },
    ],
    validate: checkAcumaticaCustomersBack,
    map: mapAcumaticaCustomersBack,
  },
};

export interface CustomersToAcumaticaState {
  readonly profile: Profile;
  readonly customer: Customer;
}

/** xcart-acumatica/customers.xmap:47 */
export const CustomersToAcumatica: FlowModule = {
  name: "CustomersToAcumatica",
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
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "customer",
      file: "xcart-acumatica/customers.xmap",
      line: 51,
      assign: "customer",
      binding: AcumaticaCustomers,
      record: (state: CustomersToAcumaticaState) => state.profile,
    },
  ],
};

export interface CustomersFromAcumaticaState {
  readonly customer: Customer;
  readonly known: Profile;
  readonly profile: Profile;
}

/**
 * Accounts in the shop are made by customers alone: one that orders by phone gets none.
 * xcart-acumatica/customers.xmap:55
 */
export const CustomersFromAcumatica: FlowModule = {
  name: "CustomersFromAcumatica",
  subject: { name: "customer", entity: customerEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: customerEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "find",
      id: "known",
      file: "xcart-acumatica/customers.xmap",
      line: 59,
      assign: "known",
      binding: AcumaticaCustomers,
      side: "right",
      record: (state: CustomersFromAcumaticaState) => state.customer,
      otherwise: () => ({ word: "skip", message: "no account in the shop" }),
    },
    {
      step: "sync",
      id: "profile",
      file: "xcart-acumatica/customers.xmap",
      line: 60,
      assign: "profile",
      binding: AcumaticaCustomers,
      side: "right",
      record: (state: CustomersFromAcumaticaState) => state.customer,
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { AcumaticaCustomers };

export const flows: Readonly<Record<string, FlowModule>> = { CustomersToAcumatica, CustomersFromAcumatica };
//# sourceMappingURL=customers.ts.map

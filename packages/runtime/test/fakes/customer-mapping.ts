import type {
  Answers,
  BindingModule,
  DataRecord,
  EntityModule,
  FlowModule,
  MappingModule,
  Report,
  RuleModule,
} from "@xmap/runtime";
import { KEEP, MODULE_CONTRACT } from "@xmap/runtime";
import { POLICY } from "./order-mapping.ts";

const key = [{ field: "id", type: "integer" }] as const;

export const PROFILE: EntityModule = {
  name: "Profile",
  system: "shop",
  resource: "profiles",
  key,
  fields: ["id", "login", "name", "phone", "staff", "points", "language"],
  joins: [],
};
export const PARTNER: EntityModule = {
  name: "Partner",
  system: "erp",
  resource: "partner",
  key,
  fields: ["id", "email", "name", "phone", "lang", "origin", "credit"],
  joins: [],
};

const LANGUAGES = { en: "en_US", de: "de_DE" } as const;

/** `login <-> email key master shop`, `name <-> name`, `phone <-> phone`, `language <-> lang via …`, `"shop" -> origin`, `points <- credit`. */
export function customers(master: string | undefined): BindingModule {
  const place = { file: "customers.xmap", line: 1, column: 1 };
  const rule = (id: string, target: string, counterpart?: string, own?: string): RuleModule => ({
    ...place,
    id: `Customers/${id}`,
    target,
    text: target,
    ...(counterpart === undefined ? {} : { counterpart: `Customers/${counterpart}` }),
    ...(own === undefined ? {} : { master: own }),
  });
  return {
    name: "Customers",
    link: "Customers",
    left: PROFILE,
    right: PARTNER,
    ...(master === undefined ? {} : { master }),
    key: ["email"],
    once: [],
    lines: [],
    lookups: [],
    rules: [
      rule("email", "email", "<-/login", "shop"),
      rule("name", "name", "<-/name"),
      rule("phone", "phone", "<-/phone"),
      rule("lang", "lang", "<-/language"),
      rule("origin", "origin"),
    ],
    map: (profile: DataRecord, _answers: Answers, report: Report) => {
      if (profile.staff === true) report.problem("skip", "Customers/require/1", "staff");
      const lang = LANGUAGES[profile.language as keyof typeof LANGUAGES];
      if (profile.language !== null && lang === undefined)
        report.problem("hold", "Customers/lang", `language ${String(profile.language)} is not set up`);
      return { email: profile.login, name: profile.name, phone: profile.phone ?? undefined, lang, origin: "shop" };
    },
    reverse: {
      key: ["login"],
      once: [],
      lines: [],
      lookups: [],
      rules: [
        rule("<-/login", "login", "email", "shop"),
        rule("<-/name", "name", "name"),
        rule("<-/phone", "phone", "phone"),
        rule("<-/language", "language", "lang"),
        rule("<-/points", "points"),
      ],
      map: (partner: DataRecord, _answers: Answers, report: Report) => {
        if (partner.email === null) report.problem("skip", "Customers/<-/require/1", "not a customer of the shop");
        const language = Object.entries(LANGUAGES).find(([, lang]) => lang === partner.lang)?.[0];
        return {
          login: partner.email,
          name: partner.name,
          phone: partner.phone ?? undefined,
          language: partner.lang === null ? undefined : (language ?? KEEP),
          points: partner.credit ?? undefined,
        };
      },
    },
  };
}

/** A flow for each side, both through one binding. */
export function customerModule(master: string | undefined): MappingModule {
  const binding = customers(master);
  const place = { file: "customers.xmap", line: 1 };
  const flow = (name: string, subject: string, entity: EntityModule, side: "left" | "right"): FlowModule => ({
    name,
    subject: { name: subject, entity },
    where: undefined,
    triggers: [{ event: "change", entity, via: undefined, at: undefined, hints: [] }],
    policy: POLICY,
    atMostEveryMilliseconds: undefined,
    rules: [],
    steps: [
      {
        ...place,
        id: "sync",
        step: "sync",
        assign: undefined,
        binding,
        side,
        record: (state: Readonly<Record<string, object>>) => state[subject],
      },
    ],
  });
  const flows = [flow("FromShop", "profile", PROFILE, "left"), flow("FromErp", "partner", PARTNER, "right")];
  return {
    contract: MODULE_CONTRACT,
    id: "customers",
    hash: "hash-customers",
    sourceFiles: ["customers.xmap"],
    systems: {},
    bindings: { Customers: binding },
    flows: Object.fromEntries(flows.map((one) => [one.name, one])),
  };
}

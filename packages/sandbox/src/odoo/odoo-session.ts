import { Journal } from "../server/journal.ts";
import type { Json, JsonObject } from "../server/json.ts";
import { createSeededRandom } from "../server/seeded-random.ts";
import { Database } from "./engine/database.ts";
import { Environment } from "./engine/environment.ts";
import type { Host, OdooApp, OdooVersion } from "./engine/host.ts";
import type { Model } from "./engine/model.ts";
import { accessError } from "./engine/odoo-error.ts";
import { readRecords } from "./engine/value-output.ts";
import { userOfKey } from "./models/api-keys.ts";
import { modelsOf } from "./models/registry.ts";
import { callMethod, callNamed } from "./rpc-methods.ts";
import { type OdooUser, seedFresh } from "./seed.ts";
import { type Delivery, deliveriesFor } from "./webhooks/outgoing-webhook.ts";

const superuser = 1;
const isText = (value: Json): boolean => typeof value === "string";
const changing: readonly string[] = ["create", "write", "unlink", "load", "action_archive", "action_unarchive"];

type SessionOptions = {
  readonly database: string;
  readonly uuid: string;
  readonly users: readonly OdooUser[];
  readonly version: OdooVersion;
  readonly apps: readonly OdooApp[];
  readonly randomSeed: number;
  readonly hasPricelists: boolean;
  readonly journal: Journal;
  readonly now: () => Date;
};

/** One database and its transactions; the journal starts after the fresh content. */
export class OdooSession {
  readonly database: string;
  readonly version: OdooVersion;
  readonly host: Host;
  users: readonly OdooUser[];
  /** The address of the server, once it listens. */
  baseUrl = "http://localhost:8069";
  readonly #tables: Database;
  readonly #journal: Journal;
  readonly #now: () => Date;
  #deliveries: Delivery[] = [];
  #lastAt = "";

  constructor(options: SessionOptions) {
    this.database = options.database;
    this.version = options.version;
    this.users = options.users;
    this.#journal = options.journal;
    this.#now = options.now;
    this.#tables = new Database(modelsOf(options.version, options.apps));
    const random = createSeededRandom(options.randomSeed);
    this.host = {
      version: options.version,
      database: options.database,
      baseUrl: () => this.baseUrl,
      isPassword: (uid, secret) => this.users.some((user) => user.uid === uid && user.password === secret),
      randomHex: (length) => Array.from({ length }, () => random.whole(0, 15).toString(16)).join(""),
    };
    this.transaction(superuser, (environment) => seedFresh(environment, options), new Journal(options.now));
  }

  /** Runs work as one transaction: all of it stays, or nothing when it throws. */
  transaction<Result>(uid: number, work: (environment: Environment) => Result, journal = this.#journal): Result {
    const environment = this.#environment(uid);
    try {
      const result = work(environment);
      environment.flush(journal);
      this.#tables.commit();
      this.#deliveries.push(...deliveriesFor(environment));
      return result;
    } catch (error) {
      this.#tables.rollback();
      throw error;
    }
  }

  /** Calls a model's method with positional and keyword arguments. */
  call(
    uid: number,
    model: string,
    method: string,
    positional: readonly Json[],
    keywords: JsonObject = {},
  ): Json | undefined {
    return this.transaction(uid, (environment) => callMethod(environment, model, method, positional, keywords));
  }

  /** The same for a user with limited rights. Throws AccessError. */
  callAs(
    user: OdooUser,
    model: string,
    method: string,
    positional: readonly Json[],
    keywords: JsonObject = {},
  ): Json | undefined {
    const right = this.#rightAsked(user, model, method, keywords.operation ?? positional.find(isText));
    if (right !== undefined) {
      return right;
    }
    this.#demandAccess(user, model, method);
    return this.call(user.uid, model, method, positional, keywords);
  }

  /** Calls a method as JSON-2 does: all arguments have names. Throws AccessError. */
  callNamedAs(user: OdooUser, model: string, method: string, body: JsonObject): Json | undefined {
    const right = this.#rightAsked(user, model, method, body.operation);
    if (right !== undefined) {
      return right;
    }
    this.#demandAccess(user, model, method);
    return this.transaction(user.uid, (environment) => callNamed(environment, model, method, body));
  }

  /** The user behind a login; the secret is the password or an API key. */
  userOfLogin(login: Json | undefined, secret: Json | undefined): OdooUser | undefined {
    return this.users.find((user) => user.login === login && this.#accepts(user, secret));
  }

  /** The user behind a number; the secret is the password or an API key. */
  userOfUid(uid: Json | undefined, secret: Json | undefined): OdooUser | undefined {
    return this.users.find((user) => user.uid === uid && this.#accepts(user, secret));
  }

  /** The user of an API key that has not expired. */
  userOfKey(key: string): OdooUser | undefined {
    const given = this.users.find((user) => user.apiKey === key);
    const uid = given?.uid ?? this.#keyOwner(key);
    return this.users.find((user) => user.uid === uid);
  }

  /** What a browser is told about its user, beside rights. */
  aboutUser(uid: number): JsonObject {
    return this.transaction(superuser, (environment) => {
      const company = environment.number("res.users", uid, "company_id");
      const partner = environment.number("res.users", uid, "partner_id");
      const currency = environment.number("res.company", company, "currency_id");
      const name = environment.text("res.company", company, "name");
      const own = { id: company, name, sequence: 0, child_ids: [], parent_id: false, currency_id: currency };
      const digits = environment.number("res.currency", currency, "decimal_places");
      return {
        name: environment.displayName("res.partner", partner),
        partner_id: partner,
        partner_display_name: environment.displayName("res.partner", partner),
        user_context: { lang: "en_US", tz: environment.get("res.users", uid, "tz") ?? false, uid },
        user_companies: {
          current_company: company,
          allowed_companies: { [company]: own },
          disallowed_ancestor_companies: {},
        },
        currencies: {
          [currency]: {
            name: environment.text("res.currency", currency, "name"),
            symbol: environment.text("res.currency", currency, "symbol"),
            position: "before",
            digits: [69, digits],
          },
        },
      };
    });
  }

  /** All records of a model, archived ones too, with links as plain ids. */
  records(model: string): { [field: string]: Json }[] {
    return this.transaction(superuser, (environment) =>
      readRecords(environment, model, this.#tables.table(model).ids(), [], "plain"),
    );
  }

  models(): readonly Model[] {
    return this.#tables.models();
  }

  /** The names of all models. */
  modelNames(): readonly string[] {
    return this.models().map((model) => model.name);
  }

  /** The webhook calls that committed transactions caused since the last time. */
  takeDeliveries(): readonly Delivery[] {
    const taken = this.#deliveries;
    this.#deliveries = [];
    return taken;
  }

  #environment(uid: number): Environment {
    return new Environment(this.#tables, { uid, at: this.#stamp(), context: {}, host: this.host });
  }

  #demandAccess(user: OdooUser, model: string, method: string): void {
    const shown = this.models().find(({ name }) => name === model)?.label ?? model;
    if (user.forbiddenModels?.includes(model) === true) {
      throw accessError(`You are not allowed to access '${shown}' (${model}) records.`);
    }
    if (user.readOnlyModels?.includes(model) === true && changing.includes(method)) {
      throw accessError(`You are not allowed to modify '${shown}' (${model}) records.`);
    }
  }

  /** The answer to a question for the user's own rights; undefined for other calls. Throws for an unknown model. */
  #rightAsked(user: OdooUser, model: string, method: string, operation: Json | undefined): boolean | undefined {
    if (method !== (this.version === "14.0" ? "check_access_rights" : "has_access")) {
      return undefined;
    }
    this.#environment(superuser).model(model);
    if (user.forbiddenModels?.includes(model) === true) {
      return false;
    }
    return operation === "read" || user.readOnlyModels?.includes(model) !== true;
  }

  #accepts(user: OdooUser, secret: Json | undefined): boolean {
    return typeof secret === "string" && (secret === user.password || this.userOfKey(secret)?.uid === user.uid);
  }

  #keyOwner(key: string): number | undefined {
    return userOfKey(this.#environment(superuser), key);
  }

  // Two transactions in one millisecond still differ, so that their order shows.
  #stamp(): string {
    const base = this.#now().toISOString().slice(0, 23).replace("T", " ");
    const microseconds = this.#lastAt.startsWith(base) ? Number(this.#lastAt.slice(23)) + 1 : 0;
    this.#lastAt = `${base}${String(Math.min(microseconds, 999)).padStart(3, "0")}`;
    return this.#lastAt;
  }
}

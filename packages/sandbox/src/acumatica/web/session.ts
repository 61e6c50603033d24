import { formError } from "../api-error.ts";
import { readInstant } from "../record/field-value.ts";
import { guidOf } from "../record/guid-source.ts";
import type { LineIds } from "../record/merge.ts";
import { keyText, type Row } from "../record/row.ts";

/** Somebody who can sign in. */
export type AcumaticaUser = {
  readonly name: string;
  readonly password: string;
  /** Entities whose forms the user may not open. */
  readonly forbidden?: readonly string[];
};

/** One sign-in: it takes an API seat until it ends. */
export type Session = {
  readonly id: string;
  readonly user: AcumaticaUser;
  readonly branch: string | undefined;
  readonly kind: "cookie" | "token";
  usedAt: number;
  /** When the token behind it ends. */
  endsAt: number;
  /** Ids of background actions by the form that they keep busy. */
  readonly busy: Map<string, string>;
};

/** How long a cookie session lives without requests. */
const IDLE_MILLISECONDS = 10 * 60 * 1000;

/** Everybody who is signed in. */
export class Sessions {
  users: readonly AcumaticaUser[];
  readonly #sessions = new Map<string, Session>();
  readonly #limit: number;
  readonly #limitStatus: number;
  readonly #now: () => Date;
  readonly #seed: number;
  #count = 0;

  constructor(options: {
    readonly users: readonly AcumaticaUser[];
    /** How many API users may be signed in at a time. */
    readonly limit: number;
    /** What a login without a free seat is answered with. */
    readonly limitStatus: number;
    readonly now: () => Date;
    readonly seed: number;
  }) {
    this.users = options.users;
    this.#limit = options.limit;
    this.#limitStatus = options.limitStatus;
    this.#now = options.now;
    this.#seed = options.seed;
  }

  /** The user of this name and password. Throws ApiError. */
  check(name: string, password: string): AcumaticaUser {
    const user = this.users.find((one) => keyText(one.name) === keyText(name) && one.password === password);
    if (user === undefined) {
      throw formError("Error: Invalid credentials. Please try again.");
    }
    return user;
  }

  /** Signs in. Throws ApiError when all API seats are taken. */
  open(user: AcumaticaUser, kind: Session["kind"], branch?: string): Session {
    this.#dropIdle();
    if (this.#sessions.size >= this.#limit) {
      throw formError("Error: API Login Limit. The maximum number of API users is reached.", this.#limitStatus);
    }
    this.#count += 1;
    const now = this.#now().getTime();
    const id = guidOf(`session/${this.#seed}/${this.#count}`).replaceAll("-", "").slice(0, 24);
    const session: Session = { id, user, branch, kind, usedAt: now, endsAt: Number.POSITIVE_INFINITY, busy: new Map() };
    this.#sessions.set(id, session);
    return session;
  }

  /** A live session, whose idle time starts anew. */
  find(id: string | undefined): Session | undefined {
    this.#dropIdle();
    const session = id === undefined ? undefined : this.#sessions.get(id);
    if (session !== undefined) {
      session.usedAt = this.#now().getTime();
    }
    return session;
  }

  /** Signs out. */
  close(id: string | undefined): void {
    this.#sessions.delete(id ?? "");
  }

  /** Ends every session at once, as a restart of the site does. */
  closeAll(): void {
    this.#sessions.clear();
  }

  /** Who is signed in. */
  list(): readonly Session[] {
    this.#dropIdle();
    return [...this.#sessions.values()];
  }

  #dropIdle(): void {
    const now = this.#now().getTime();
    for (const session of this.#sessions.values()) {
      const isIdle = session.kind === "cookie" && session.usedAt < now - IDLE_MILLISECONDS;
      if (isIdle || session.endsAt <= now) {
        this.#sessions.delete(session.id);
      }
    }
  }
}

/** Ids of lines as a session knows them: each session gives a line an id of its own. */
export function lineIdsOf(session: Session): LineIds & { shownId(row: Row): string } {
  const shownId = (row: Row): string => guidOf(`${session.id}/${row.id}`);
  return { shownId, matches: (line, id) => shownId(line) === id };
}

/** A cookie's value. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** The business date that a request's header names, `YYYY/MM/DD`. */
export function businessDateOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : readInstant(header.replaceAll("/", "-"));
}

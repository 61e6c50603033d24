/** The cookies of one sign-in. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Takes `name=value` texts over. */
  keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const at = cookie.indexOf("=");
      if (at > 0) this.#cookies.set(cookie.slice(0, at).trim(), cookie.slice(at + 1).trim());
    }
  }

  valueOf(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** As a header; undefined when there are none. */
  header(): string | undefined {
    if (this.#cookies.size === 0) return undefined;
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  clear(): void {
    this.#cookies.clear();
  }
}

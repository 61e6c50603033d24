/** A secret with the place that it was found in, for messages. */
export interface FoundSecret {
  readonly text: string;
  /** Such as `the environment` or `/run/secrets/ODOO_KEY`. */
  readonly from: string;
}

/** One place that secrets can stand in. */
export interface SecretSource {
  /** For messages: what a person would look at. */
  readonly place: string;
  /** The secret as it is now; undefined when this place has none or an empty one. Throws a CommandError when the place cannot be read. */
  read(name: string): Promise<FoundSecret | undefined>;
}

/** Several places, of which the first one that has a secret counts. */
export function firstOf(sources: readonly SecretSource[]): SecretSource {
  return {
    place: sources.map(({ place }) => place).join(", "),
    async read(name) {
      for (const source of sources) {
        const found = await source.read(name);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Names that can be variables of an environment, and so files of a folder. */
export const SECRET_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

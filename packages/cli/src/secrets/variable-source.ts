import type { SecretSource } from "./secret-source.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables by name, as the environment of the process or a file gives them now. */
export function variableSource(place: string, variables: () => Variables): SecretSource {
  return {
    place,
    async read(name) {
      const text = variables()[name];
      return text === undefined || text === "" ? undefined : { text, from: place };
    },
  };
}

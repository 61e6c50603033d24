import { type ConnectorSettings, Failure } from "@xmap/contract";

/** A text option that must be there; throws Invalid, which names the option and never its value. */
export function requiredText(settings: ConnectorSettings, name: string): string {
  const value = optionalText(settings, name);
  if (value === undefined) throw optionFailure(settings, name, "is missing");
  return value;
}

/** A text option, undefined when it is absent or empty; throws Invalid when it is no text. */
export function optionalText(settings: ConnectorSettings, name: string): string | undefined {
  const value = settings.options[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw optionFailure(settings, name, "must be text");
  return value;
}

/** A whole number of seconds, at least 0. */
export function optionalSeconds(settings: ConnectorSettings, name: string, standard: number): number {
  const value = settings.options[name];
  if (value === undefined || value === null) return standard;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw optionFailure(settings, name, "must be a whole number of seconds");
  return value;
}

/** An `http` or `https` address without user, query, fragment and closing slash. */
export function requiredAddress(settings: ConnectorSettings, name: string): string {
  const text = requiredText(settings, name);
  if (!URL.canParse(text)) throw optionFailure(settings, name, "is not an address such as https://shop.example.com");
  const address = new URL(text);
  if (address.protocol !== "http:" && address.protocol !== "https:")
    throw optionFailure(settings, name, "must begin with https:// or http://");
  if (address.username !== "" || address.password !== "")
    throw optionFailure(settings, name, "must not hold a user or password");
  return `${address.protocol}//${address.host}${address.pathname.replace(/\/+$/, "")}`;
}

/** An option that cannot be used: nothing works until it is mended. */
export function optionFailure(settings: ConnectorSettings, name: string, problem: string): Failure {
  return new Failure({
    class: "Invalid",
    scope: "system",
    retry: { when: "whenHealed" },
    system: settings.system,
    operation: "open",
    message: `Option ${name} ${problem}`,
    fields: [{ path: name, message: problem }],
  });
}

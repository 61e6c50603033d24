/** Names for a help: "it writes `order`, `sale`"; undefined where there are none. */
export function namesText(verb: string, names: Iterable<string>): string | undefined {
  const told = [...new Set(names)].map((name) => `\`${name}\``).join(", ");
  return told === "" ? undefined : `${verb} ${told}`;
}

/** A message with named holes whose names are part of its type. */
export interface MessageTemplate<Hole extends string = string> {
  readonly holes: readonly Hole[];
  fill(values: Readonly<Record<Hole, string | number>>): string;
}

/** Tagged template: message`Unknown field ${"field"}.` */
export function message<Hole extends string>(strings: TemplateStringsArray, ...holes: Hole[]): MessageTemplate<Hole> {
  return {
    holes,
    fill: (values) => strings.reduce((text, part, index) => text + String(values[holes[index - 1] as Hole]) + part),
  };
}

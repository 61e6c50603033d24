import type {
  CheckedItem,
  CheckedLines,
  CheckedNested,
  CheckedRule,
  CheckedValue,
  Invertibility,
} from "../../program.ts";

type WithBlock = CheckedNested | CheckedLines;

const PROVED: Invertibility = { level: "proved" };

/** The level of a pair of `->` and `<-` that an author wrote by hand. */
export const TESTED: Invertibility = { level: "tested" };

/** How surely a `<->` rule can be inverted, from its checked rule of each direction; `textOf` gives an expression's text. */
export function invertibilityOf(
  forward: CheckedItem,
  backward: CheckedItem,
  textOf: (item: CheckedRule) => string,
): Invertibility {
  if (forward.kind === "rule" && backward.kind === "rule") return onDomain(domainOfRule(forward, backward, textOf));
  if (isNested(forward) && isNested(backward)) return onDomain(domainOfBlock(backward));
  return TESTED;
}

/** The level of several rules together: that of the weakest, with every reason once. */
export function weakest(levels: readonly Invertibility[]): Invertibility {
  if (levels.some(({ level }) => level === "tested")) return TESTED;
  return onDomain(levels.flatMap((level) => (level.level === "proved on a domain" ? level.why : [])));
}

function isNested(item: CheckedItem): item is WithBlock {
  return item.kind === "nested" || item.kind === "lines";
}

function onDomain(why: readonly string[]): Invertibility {
  return why.length === 0 ? PROVED : { level: "proved on a domain", why: [...new Set(why)] };
}

/** One record of a list is chosen by its filter; nothing is known of the other ones. */
function domainOfBlock(backward: WithBlock): readonly string[] {
  if (backward.kind !== "lines" || backward.by.length > 0) return [];
  return [`one record of \`${backward.target.path.join(".")}\` meets the filter`];
}

function domainOfRule(
  forward: CheckedRule,
  backward: CheckedRule,
  textOf: (item: CheckedRule) => string,
): readonly string[] {
  return [
    ...(forward.condition === undefined ? [] : [`\`${textOf(forward)}\` holds`]),
    ...(forward.once || backward.once ? ["the record is new"] : []),
    ...domainOfVia(forward),
    ...[forward, backward].flatMap(domainOfTarget),
  ];
}

function domainOfVia({ value, target }: CheckedRule): readonly string[] {
  const { via } = value;
  switch (via?.kind) {
    case "map":
      return isTotal(via.map.arms) && isTotal(via.map.inverse?.arms ?? [])
        ? []
        : [`\`${via.map.name}\` names the value`];
    case "arms":
      return isTotal(via.arms) && via.otherwise === undefined
        ? []
        : [`an arm names the value of \`${target.path.join(".")}\``];
    case "lookup":
      return [`\`${via.lookup.name}\` finds one record`];
    case "link":
    case "binding":
      return [`\`${via.binding.name}\` links the record`];
    default:
      return [];
  }
}

/** Every value has an arm of its own: no `else` is needed. */
function isTotal(arms: readonly { readonly patterns: readonly unknown[] }[]): boolean {
  return arms.every(({ patterns }) => patterns.length > 0);
}

/** What a target cannot take although its type is the right one. */
function domainOfTarget({ target, value, conversion }: CheckedRule): readonly string[] {
  const name = `\`${target.path.join(".")}\``;
  const { value: taken, required } = target.field;
  const given = value.value;
  const why: string[] = [];
  if (conversion === "toNumber") why.push(`the text for ${name} is a number as it is written back`);
  if (conversion === "single") why.push(`there is at most one value for ${name}`);
  if (conversion === "toAmount" || conversion === "toDay") why.push(`nothing is rounded for ${name}`);
  if (required && (given.mayBeAbsent || given.mayBeNull)) why.push(`${name} has a value`);
  if (!taken.mayBeNull && !taken.mayBeAbsent && !required && given.mayBeNull) why.push(`${name} has a value`);
  if (taken.type.kind === "text" && taken.type.maxLength !== undefined && !fitsLength(value, taken.type.maxLength))
    why.push(`${name} has at most ${taken.type.maxLength} letters`);
  return why;
}

function fitsLength({ value }: CheckedValue, limit: number): boolean {
  const { type } = value;
  if (type.kind === "enumeration") return type.values.every((each) => String(each).length <= limit);
  if (type.kind === "instant" || type.kind === "day") return true;
  return type.kind === "text" && type.maxLength !== undefined && type.maxLength <= limit;
}

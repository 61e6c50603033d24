/** One of several: `items` gives `item`, `addresses` gives `address`, `categories` gives `category`. */
export function singularName(plural: string): string {
  if (/[^aeiou]ies$/.test(plural)) return `${plural.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(plural)) return plural.slice(0, -2);
  if (/[^su]s$/.test(plural)) return plural.slice(0, -1);
  return plural;
}

/** `billing_address` gives `BillingAddress`. */
export function pascalName(name: string): string {
  return name
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((part) => part !== "")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}

/** `billing_address` gives `billingAddress`, `SaleOrder` gives `saleOrder`. */
export function camelName(name: string): string {
  const pascal = pascalName(name);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
}

import type { Environment } from "../engine/environment.ts";
import type { Values } from "../engine/model.ts";

const templateName = "product.template";
const productName = "product.product";
const lineName = "product.template.attribute.line";
const valueName = "product.template.attribute.value";

/** Makes a new template's variants; values of a variant are given to the only one. */
export function createVariants(environment: Environment, template: number, values: Values): void {
  const combinations = combinationsOf(environment, template, []);
  const own = combinations.length === 1 ? values : {};
  for (const combination of combinations) {
    createVariant(environment, template, combination, own);
  }
}

/** Makes a template's variants agree with its attributes, which may be about to lose lines: new ones are made, others deleted, or archived when they are used. */
export function syncVariants(environment: Environment, template: number, lostLines: readonly number[] = []): void {
  const existing = environment.database.table(productName).find("product_tmpl_id", template) ?? [];
  if (existing.length === 0) {
    return;
  }
  const wanted = new Map(
    combinationsOf(environment, template, lostLines).map((combination) => [keyOf(combination), combination]),
  );
  const isActive = environment.flag(templateName, template, "active");
  for (const variant of existing) {
    const key = keyOf(valuesOf(environment, variant));
    if (!wanted.has(key)) {
      dropVariant(environment, variant);
    } else if (environment.row(productName, variant).values.active !== true && isActive) {
      environment.write(productName, [variant], { active: true });
    }
    wanted.delete(key);
  }
  for (const combination of wanted.values()) {
    createVariant(environment, template, combination, {});
  }
}

function createVariant(
  environment: Environment,
  template: number,
  combination: readonly number[],
  values: Values,
): void {
  environment.create(productName, {
    product_tmpl_id: template,
    product_template_attribute_value_ids: [[6, 0, combination]],
    ...values,
  });
}

function dropVariant(environment: Environment, variant: number): void {
  const problem = environment.attempt(() => environment.unlink(productName, [variant]));
  if (problem !== undefined) {
    environment.write(productName, [variant], { active: false });
  }
}

function combinationsOf(
  environment: Environment,
  template: number,
  lostLines: readonly number[],
): readonly (readonly number[])[] {
  const lines = environment
    .links(templateName, template, "attribute_line_ids")
    .filter((line) => !lostLines.includes(line))
    .filter((line) => {
      const attribute = environment.number(lineName, line, "attribute_id");
      return environment.text("product.attribute", attribute, "create_variant") === "always";
    });
  let combinations: readonly (readonly number[])[] = [[]];
  for (const line of lines) {
    const values = activeValues(environment, line);
    combinations = combinations.flatMap((combination) => values.map((value) => [...combination, value]));
  }
  return combinations;
}

function activeValues(environment: Environment, line: number): readonly number[] {
  return environment
    .links(lineName, line, "product_template_value_ids")
    .filter((value) => environment.flag(valueName, value, "ptav_active"));
}

const valuesOf = (environment: Environment, variant: number): readonly number[] =>
  environment.links(productName, variant, "product_template_attribute_value_ids");

const keyOf = (combination: readonly number[]): string =>
  [...combination].sort((left, right) => left - right).join(",");

/** Makes the values of an attribute line on its template agree with the values that people chose. */
export function syncTemplateValues(environment: Environment, line: number): void {
  const template = environment.number(lineName, line, "product_tmpl_id");
  const chosen = environment.links(lineName, line, "value_ids");
  const existing = environment.database.table(valueName).find("attribute_line_id", line) ?? [];
  for (const value of existing) {
    const isChosen = chosen.includes(environment.number(valueName, value, "product_attribute_value_id"));
    if (environment.flag(valueName, value, "ptav_active") !== isChosen) {
      environment.write(valueName, [value], { ptav_active: isChosen });
    }
  }
  const known = existing.map((value) => environment.number(valueName, value, "product_attribute_value_id"));
  for (const value of chosen.filter((candidate) => !known.includes(candidate))) {
    environment.create(valueName, {
      attribute_line_id: line,
      product_attribute_value_id: value,
      price_extra: environment.number("product.attribute.value", value, "default_extra_price"),
    });
  }
  syncVariants(environment, template);
  const variants = environment.database.table(productName).find("product_tmpl_id", template) ?? [];
  const unused = existing.filter(
    (value) =>
      !environment.flag(valueName, value, "ptav_active") &&
      !variants.some((variant) => valuesOf(environment, variant).includes(value)),
  );
  environment.unlink(valueName, unused);
}

/** What a variant costs above its template. */
export function priceExtra(environment: Environment, variant: number): number {
  return valuesOf(environment, variant).reduce(
    (sum, value) => sum + environment.number(valueName, value, "price_extra"),
    0,
  );
}

/** What tells a variant from its siblings, e.g. `Red, M`; empty when nothing does. */
export function combinationName(environment: Environment, variant: number): string {
  const telling = valuesOf(environment, variant).filter((value) => {
    const line = environment.number(valueName, value, "attribute_line_id");
    return environment.links(lineName, line, "value_ids").length > 1;
  });
  return telling.map((value) => environment.text(valueName, value, "name")).join(", ");
}

import type { Span } from "@xmap/diagnostics";
import type { Rule } from "@xmap/grammar";
import type { AnySymbol, DeclaredName, VisibleName } from "../../binder/any-symbol.ts";
import { inferExpression } from "../../expressions/infer.ts";
import type { CheckContext } from "../check-context.ts";

/** The contexts in which the rules of each direction are checked. */
export interface DirectionContexts {
  readonly forward: CheckContext;
  /** Names of two-way maps, lookups and rules mean their inverses here. */
  readonly backward: CheckContext;
}

/**
 * Contexts for both directions of one declaration. A finding about both is reported once: what has a finding on the way
 * ahead gets none on the way back, whether it is a place or a written `<->` rule; but for `whole`, where findings about
 * a direction as such stand.
 */
export function directionContexts(
  context: CheckContext,
  whole: Span,
  written: ReadonlyMap<Rule, Rule>,
): DirectionContexts {
  const places: Span[] = [];
  const forward = derive(context, context.names, (report) => {
    places.push(report.span);
    context.report(report);
  });
  const backward = derive(context, inverseNames(context.names), (report) => {
    const rule = [...written.values()].find(
      ({ direction, body, span }) => direction === "<->" && body === undefined && isInside(report.span, span),
    );
    const about = rule?.span ?? report.span;
    const isKnown = places.some((place) => (rule === undefined ? isSame(place, about) : isInside(place, about)));
    if (isSame(report.span, whole) || !isKnown) context.report(report);
  });
  return { forward, backward };
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isSame(left: Span, right: Span): boolean {
  return isInside(left, right) && isInside(right, left);
}

function derive(context: CheckContext, names: CheckContext["names"], report: CheckContext["report"]): CheckContext {
  const derived: CheckContext = {
    ...context,
    names,
    report,
    infer: (expression, scope) => {
      const value = inferExpression(expression, scope, derived);
      derived.types.set(expression, value);
      return value;
    },
  };
  return derived;
}

function inverseOf(symbol: AnySymbol | undefined): AnySymbol | undefined {
  if (symbol?.kind === "map" || symbol?.kind === "lookup") return symbol.inverse;
  return symbol?.kind === "rules" ? symbol.reverse : undefined;
}

function inverseNames(names: CheckContext["names"]): CheckContext["names"] {
  const inverse = new Map<string, VisibleName>();
  for (const [name, visible] of names) {
    const symbol = inverseOf(visible.declared.symbol);
    inverse.set(name, symbol === undefined ? visible : withSymbol(visible, { ...visible.declared, symbol }));
  }
  return inverse;
}

/** Another meaning of a name; that it is used is noted at the name itself. */
function withSymbol(visible: VisibleName, declared: DeclaredName): VisibleName {
  return {
    declared,
    get used() {
      return visible.used;
    },
    set used(used) {
      visible.used = used;
    },
  };
}

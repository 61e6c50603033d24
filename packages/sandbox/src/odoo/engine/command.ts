import { isJsonObject, type Json } from "../../server/json.ts";
import type { Environment } from "./environment.ts";
import { missingError, valueError } from "./odoo-error.ts";
import { quote } from "./value-input.ts";

/** Applies x2many commands (0 create … 6 set) to a field; a bare list of ids replaces, an empty list does nothing. Throws ValueError. */
export function applyCommands(environment: Environment, model: string, id: number, name: string, value: Json): void {
  const field = environment.field(model, name);
  const relation = field.relation ?? "";
  const commands: readonly Json[] = Array.isArray(value) ? value : [];
  if (value !== false && value !== null && !Array.isArray(value)) {
    throw valueError(`Wrong value for ${model}.${name}: ${quote(value)}`);
  }
  const inverse = field.type === "one2many" ? (field.relationField ?? "") : undefined;
  const links = linkKeeper(environment, model, id, name, relation, inverse);
  if (value === false || value === null) {
    links.set([]);
    return;
  }
  if (commands.length > 0 && commands.every((item) => typeof item === "number")) {
    links.set(commands.map(Number));
    return;
  }
  for (const command of commands) {
    if (!Array.isArray(command)) {
      throw valueError(`Wrong value for ${model}.${name}: ${quote(value)}`);
    }
    const [code, second, third] = command;
    const target = Number(second);
    switch (code) {
      case 0:
        links.add(environment.create(relation, withInverse(third, inverse, id)), true);
        break;
      case 1:
        environment.write(relation, [target], isJsonObject(third) ? third : {});
        break;
      case 2:
        links.remove(target, true);
        break;
      case 3:
        links.remove(target, false);
        break;
      case 4:
        links.add(target, false);
        break;
      case 5:
        links.set([]);
        break;
      case 6:
        links.set(Array.isArray(third) ? third.map(Number) : []);
        break;
      default:
        throw valueError(`Wrong value for ${model}.${name}: ${quote(value)}`);
    }
  }
}

function withInverse(values: Json | undefined, inverse: string | undefined, id: number): { [field: string]: Json } {
  const given = isJsonObject(values) ? values : {};
  return inverse === undefined ? { ...given } : { ...given, [inverse]: id };
}

type LinkKeeper = {
  add(target: number, isNew: boolean): void;
  remove(target: number, deletes: boolean): void;
  set(targets: readonly number[]): void;
};

function linkKeeper(
  environment: Environment,
  model: string,
  id: number,
  name: string,
  relation: string,
  inverse: string | undefined,
): LinkKeeper {
  const current = (): readonly number[] => environment.links(model, id, name);
  const demand = (target: number): void => {
    if (!environment.exists(relation, target)) {
      throw missingError(relation, target, environment.caller.uid);
    }
  };
  if (inverse === undefined) {
    const keep = (targets: readonly number[]): void => {
      for (const target of targets) {
        demand(target);
      }
      environment.store(model, id, { [name]: [...new Set(targets)] });
    };
    return {
      add: (target) => keep([...current(), target]),
      remove: (target, deletes) => {
        keep(current().filter((link) => link !== target));
        if (deletes) {
          environment.unlink(relation, [target]);
        }
      },
      set: keep,
    };
  }
  const release = (target: number): void => {
    const link = environment.field(relation, inverse);
    if (link.onDelete === "cascade" || link.required === true) {
      environment.unlink(relation, [target]);
    } else {
      environment.write(relation, [target], { [inverse]: false });
    }
  };
  const attach = (target: number): void => {
    demand(target);
    environment.write(relation, [target], { [inverse]: id });
  };
  return {
    add: (target, isNew) => (isNew ? undefined : attach(target)),
    remove: (target, deletes) => (deletes ? environment.unlink(relation, [target]) : release(target)),
    set: (targets) => {
      const before = current();
      for (const target of before.filter((link) => !targets.includes(link))) {
        release(target);
      }
      for (const target of targets.filter((link) => !before.includes(link))) {
        attach(target);
      }
    },
  };
}

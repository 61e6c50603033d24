import type { EntitySchema } from "@xmap/contract";
import { positionAt } from "@xmap/diagnostics";
import type { BindingSymbol, CheckedBlock, CheckedFile, CheckedItem, CheckedProgram } from "@xmap/language";
import type { ExportedName } from "../../ir/code.ts";
import { createProgramContext, type ProgramContext } from "../../lower/program-context.ts";
import { type LookupTypes, lookupTypesOf } from "./lookup-types.ts";
import { recordSchema } from "./record-schema.ts";
import { type Samples, samplesOf } from "./samples.ts";

/** What the law test of a two-way binding is made of. */
export interface LawPlan {
  readonly name: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly subject: ExportedName;
  readonly left: LawSide;
  readonly right: LawSide;
  readonly lookups: readonly LookupTypes[];
}

export interface LawSide {
  readonly entity: string;
  readonly schema: EntitySchema;
  /** Values that the rules name, by field: without them no record would come through. */
  readonly samples: Samples;
  /** What two-way rules write on this side, `addresses[].street`. */
  readonly fields: readonly LawField[];
}

export interface LawField {
  readonly path: string;
  /** False for a pair of rules that is only tested: it may fail outside of what its author had in mind. */
  readonly proved: boolean;
}

/** The law tests of a program: one for each two-way binding. */
export function planLaws(program: CheckedProgram): readonly LawPlan[] {
  const context = createProgramContext(program);
  return program.files.flatMap((file) =>
    file.bindings.flatMap((binding) => (binding.reverse === undefined ? [] : [planLaw(binding, file, context)])),
  );
}

function planLaw(binding: BindingSymbol, { file }: CheckedFile, context: ProgramContext): LawPlan {
  const { name, declaration, left, right, reverse } = binding;
  const forward = targetsOf(binding.block);
  const backward = reverse === undefined ? new Map<CheckedItem, string>() : targetsOf(reverse.block);
  const fieldsOf = (side: "forward" | "backward", targets: ReadonlyMap<CheckedItem, string>): readonly LawField[] => {
    const fields = new Map<string, LawField>();
    for (const rule of reverse?.twoWay ?? []) {
      const path = targets.get(rule[side]);
      if (path !== undefined) fields.set(path, { path, proved: rule.invertibility.level !== "tested" });
    }
    return [...fields.values()];
  };
  const backBlock = reverse === undefined ? [] : [reverse.block];
  return {
    name,
    file: file.source.path,
    line: positionAt(file.source, declaration.span.start).line,
    subject: context.nameOf(binding, "constant"),
    left: {
      entity: left.name,
      schema: recordSchema(left.type),
      samples: samplesOf(binding.guards, [binding.block]),
      fields: fieldsOf("backward", backward),
    },
    right: {
      entity: right.name,
      schema: recordSchema(right.type),
      samples: samplesOf(reverse?.guards ?? [], backBlock),
      fields: fieldsOf("forward", forward),
    },
    lookups: lookupTypesOf([binding.block, ...backBlock]),
  };
}

/** Where each rule of a block writes, from the whole record; lists are entered. */
function targetsOf(block: CheckedBlock): ReadonlyMap<CheckedItem, string> {
  const targets = new Map<CheckedItem, string>();
  const visit = ({ items }: CheckedBlock, prefix: string): void => {
    for (const item of items) {
      switch (item.kind) {
        case "rule":
          targets.set(item, joined(prefix, item.target.path));
          break;
        case "nested":
          visit(item.block, joined(prefix, item.target?.path ?? []));
          break;
        case "lines":
          visit(item.block, `${joined(prefix, item.target.path)}[]`);
          break;
        case "include":
          visit(item.rules.block, prefix);
          break;
      }
    }
  };
  visit(block, "");
  return targets;
}

function joined(prefix: string, path: readonly string[]): string {
  return [...(prefix === "" ? [] : [prefix]), ...path].join(".");
}

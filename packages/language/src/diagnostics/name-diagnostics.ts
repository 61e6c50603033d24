import { message } from "@xmap/diagnostics";

/** Codes about names, files and declarations. */
export const NAME_DIAGNOSTICS = {
  "missing-file": {
    severity: "error",
    messages: { default: message`There is no file ${"path"}.` },
    explanation:
      "The project was asked to check a file that it does not have. Check the path, relative to `xmap.json`.",
  },
  "missing-import-file": {
    severity: "error",
    messages: { default: message`There is no file ${"path"} to import from.` },
    help: "name the file by its path from this one",
    explanation:
      'An import names a file by its path from the importing file, with its ending: `"../shared/odoo.xmap"`. The file must lie inside the project.',
  },
  "import-cycle": {
    severity: "error",
    messages: { default: message`Files import each other in a circle: ${"chain"}.` },
    help: "move what both files need into a third one",
    explanation:
      "A file's names must be known before the files that use them are read. Move what both need into a third file.",
  },
  "unused-import": {
    severity: "warning",
    messages: { default: message`\`${"name"}\` is imported and not used.` },
    help: "leave the name out of the import",
    explanation: "A name that nothing uses makes readers search for its purpose. Delete it from the import.",
  },
  "unused-name": {
    severity: "warning",
    messages: {
      default: message`\`${"name"}\` is given a value that nothing uses.`,
      declaration: message`\`${"name"}\` is declared, and no file of the project uses it.`,
    },
    help: "leave it out, or use it",
    explanation:
      "A `let` is used as `$name` in the rules after it, a flow's name in the steps after it; maps, lookups, rules and policies are used by bindings and flows of any file. What nothing uses makes readers search for its purpose: delete it.",
  },
  "unknown-name": {
    severity: "error",
    messages: {
      default: message`Nothing is called \`${"name"}\` here.`,
      imported: message`${"path"} declares no \`${"name"}\`.`,
      variable: message`There is no \`let\` called \`${"name"}\` before this place.`,
      flow: message`This flow has no name \`${"name"}\` at this step.`,
    },
    explanation:
      "Names come from declarations of the same file, from imports, from `let` and from a flow's steps; a name given inside `when` is known only there.",
  },
  "wrong-kind": {
    severity: "error",
    messages: { default: message`\`${"name"}\` is ${"kind"}, and ${"expected"} is needed here.` },
    explanation: "The name exists but stands for something else than what can be used at this place.",
  },
  "duplicate-name": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` is declared twice.`,
      project: message`\`${"name"}\` is also declared in ${"path"}.`,
      step: message`This flow has a name \`${"name"}\` already.`,
    },
    help: "give one of the two another name",
    explanation:
      "A name stands for one thing. Names of systems, entities, bindings and flows also name stored links and positions, so they are unique over the whole project.",
  },
  "unknown-connector": {
    severity: "error",
    messages: { default: message`Nothing is known about the system \`${"name"}\`.` },
    explanation:
      "The connector's description lies in the project as schemas/SYSTEM/connector.json and says which options, resources and operations there are.",
  },
  "unknown-option": {
    severity: "error",
    messages: {
      default: message`The connector \`${"connector"}\` has no option \`${"name"}\`.`,
      missing: message`The connector \`${"connector"}\` needs the option \`${"name"}\`.`,
      connector: message`The pulled description of \`${"name"}\` is of the connector \`${"found"}\`, not \`${"connector"}\`.`,
    },
    explanation: "A system's options are those of its connector. Options that the connector requires must be given.",
  },
  "secret-as-literal": {
    severity: "error",
    messages: {
      default: message`\`${"name"}\` is a secret and must not stand in a file.`,
      looks: message`\`${"name"}\` looks like a secret: ${"what"}.`,
    },
    explanation:
      'Files are committed, copied and shown. Write `secret("NAME")` and keep the value in the environment or a secret store.',
  },
  "unknown-resource": {
    severity: "error",
    messages: { default: message`There is no schema of \`${"resource"}\` in the system \`${"system"}\`.` },
    explanation: "A record type can be mapped once its schema lies in the project as schemas/SYSTEM/RESOURCE.json.",
  },
  "unknown-type": {
    severity: "error",
    messages: {
      default: message`There is no field type \`${"name"}\`.`,
      incomplete: message`\`${"name"}\` needs ${"missing"}.`,
    },
    explanation:
      "A refinement says what a schema cannot: `money in currency`, `decimal(4)`, `instant`, `day`, `email`, `html`, `text` or `personal`.",
  },
  "unknown-operation": {
    severity: "error",
    messages: {
      default: message`\`${"entity"}\` has no operation \`${"name"}\`.`,
      missing: message`\`${"operation"}\` needs the argument \`${"name"}\`.`,
      argument: message`\`${"operation"}\` has no argument \`${"name"}\`.`,
      capability: message`The system \`${"system"}\` offers no \`${"name"}\`.`,
    },
    explanation:
      "Operations of records, calls of a system itself, their arguments and a system's capabilities are what its connector declares in the pulled description.",
  },
  "unsupported-construct": {
    severity: "error",
    messages: {
      default: message`${"what"} cannot be compiled in this version.`,
      root: message`\`${"root"}\` is written by a block of rules, not by one value.`,
      whole: message`\`$$\` is the whole record, and this block writes a part of it.`,
    },
    explanation:
      "It is read, but there is nothing that it could mean here, or this version of the compiler refuses it instead of guessing: `source -> $ { … }` needs its braces, and a record that is only linked has no default.",
  },
} as const;

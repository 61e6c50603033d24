import { DeclarationParser } from "./declaration-parser.ts";

let forFiles: DeclarationParser | undefined;
let forTemplates: DeclarationParser | undefined;

/** Building a parser costs some 50 ms, so a process has one. */
export function fileParser(): DeclarationParser {
  forFiles ??= new DeclarationParser("unchecked");
  return forFiles;
}

/** And one for the expressions inside templates, since a parser cannot parse within itself. */
export function templateParser(): DeclarationParser {
  forTemplates ??= new DeclarationParser("unchecked");
  return forTemplates;
}

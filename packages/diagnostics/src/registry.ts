import type { Diagnostic, Fix, RelatedPlace, Severity } from "./diagnostic.ts";
import type { MessageTemplate } from "./message-template.ts";
import type { Span } from "./span.ts";

/** One code: its severity, its wordings, and a page of explanation in Markdown. */
export interface DiagnosticDefinition {
  readonly severity: Severity;
  readonly messages: Readonly<Record<string, MessageTemplate>>;
  /** The mend that is said where a report names none that fits its place better; for each wording, or for all. */
  readonly help?: string | Readonly<Record<string, string>>;
  readonly explanation: string;
}

export type DiagnosticTable = Readonly<Record<string, DiagnosticDefinition>>;

type HolesOf<Template> = Template extends MessageTemplate<infer Hole> ? Hole : never;

/** What a caller says; a wrong code, wording or hole does not compile. */
export type Report<Table extends DiagnosticTable> = {
  [Code in keyof Table & string]: {
    [Wording in keyof Table[Code]["messages"] & string]: {
      readonly code: Code;
      readonly file: string;
      readonly span: Span;
      readonly values: Readonly<Record<HolesOf<Table[Code]["messages"][Wording]>, string | number>>;
      readonly related?: readonly RelatedPlace[];
      readonly help?: string | undefined;
      readonly fixes?: readonly Fix[];
    } & (Wording extends "default" ? { readonly wording?: "default" } : { readonly wording: Wording });
  }[keyof Table[Code]["messages"] & string];
}[keyof Table & string];

/** A package's codes: makes diagnostics and lists them for `explain`, the docs and the tests. */
export interface DiagnosticRegistry<Table extends DiagnosticTable> {
  readonly table: Table;
  create(report: Report<Table>): Diagnostic;
}

/** Makes a package's registry out of its table of codes. */
export function defineDiagnostics<const Table extends DiagnosticTable>(table: Table): DiagnosticRegistry<Table> {
  return {
    table,
    create(report) {
      const definition = table[report.code];
      const template = definition?.messages[report.wording ?? "default"];
      if (definition === undefined || template === undefined) throw new TypeError(`No such diagnostic: ${report.code}`);
      const usual =
        typeof definition.help === "object" ? definition.help[report.wording ?? "default"] : definition.help;
      const help = report.help ?? usual;
      return {
        code: report.code,
        severity: definition.severity,
        message: template.fill(report.values),
        file: report.file,
        span: report.span,
        related: report.related ?? [],
        fixes: report.fixes ?? [],
        ...(help === undefined ? {} : { help }),
      };
    },
  };
}

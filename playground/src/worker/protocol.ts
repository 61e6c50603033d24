import type { Diagnostic, Span, TextEdit } from "@xmap/diagnostics";
import type { SchemaFileProblem } from "@xmap/language/schemas";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Reference,
  RenamePlace,
  RenameResult,
  SemanticToken,
  SignatureHelp,
  WorkspaceSymbol,
} from "@xmap/language/service";
import type { MadeTest, TestWish } from "../make-test/test-wish.ts";
import type { PictureEdit, PictureIntent } from "../mapper/edits/picture-intent.ts";
import type { FlowIntent, FlowPicture } from "../mapper/flow/flow-picture.ts";
import type { MappingPicture } from "../mapper/model/mapping-picture.ts";
import type { BindingChoice } from "../project/work.ts";
import type { CompileResult } from "./compile-binding.ts";
import type { ReadSource, SourceText } from "./read-source.ts";

interface OfFile {
  readonly path: string;
}

interface AtOffset extends OfFile {
  readonly offset: number;
}

interface Within extends OfFile {
  readonly within: Span;
}

interface OfMapping extends OfFile {
  readonly name: string;
}

interface Question<Asks, Answers> {
  readonly asks: Asks;
  readonly answers: Answers;
}

/** Everything that the page asks of the language worker: what it sends, what comes back. */
export interface Questions {
  readonly diagnostics: Question<object, readonly Diagnostic[]>;
  readonly completion: Question<AtOffset, readonly CompletionItem[]>;
  readonly hover: Question<AtOffset, Hover | undefined>;
  readonly definition: Question<AtOffset, readonly Location[]>;
  readonly references: Question<AtOffset, readonly Reference[]>;
  readonly highlights: Question<AtOffset, readonly Reference[]>;
  readonly prepareRename: Question<AtOffset, RenamePlace>;
  readonly rename: Question<AtOffset & { readonly newName: string }, RenameResult>;
  readonly signatureHelp: Question<AtOffset, SignatureHelp | undefined>;
  readonly codeActions: Question<Within, readonly CodeAction[]>;
  readonly inlayHints: Question<Within, readonly InlayHint[]>;
  readonly codeLenses: Question<OfFile, readonly CodeLens[]>;
  readonly semanticTokens: Question<OfFile, readonly SemanticToken[]>;
  readonly foldingRanges: Question<OfFile, readonly FoldingRange[]>;
  readonly documentLinks: Question<OfFile, readonly DocumentLink[]>;
  readonly documentSymbols: Question<OfFile, readonly DocumentSymbol[]>;
  readonly formatting: Question<OfFile, readonly TextEdit[]>;
  readonly workspaceSymbols: Question<{ readonly query: string }, readonly WorkspaceSymbol[]>;
  /** A mapping as two trees and lines; the trees are left out when the asker knows them by their key. Null: there is none. */
  readonly picture: Question<OfMapping & { readonly knownSides: string | undefined }, MappingPicture | null>;
  /** What the text becomes when a picture is changed. */
  readonly editPicture: Question<OfMapping & { readonly intent: PictureIntent }, PictureEdit>;
  /** A flow as its triggers, its policy and its steps. Null: there is none. */
  readonly flow: Question<OfMapping, FlowPicture | null>;
  readonly editFlow: Question<OfMapping & { readonly intent: FlowIntent }, PictureEdit>;
  readonly compile: Question<BindingChoice, CompileResult>;
  readonly makeTest: Question<TestWish, MadeTest>;
  /** What is wrong with schema files, in sentences. */
  readonly schemaProblems: Question<object, readonly SchemaFileProblem[]>;
  readonly readSource: Question<SourceText, ReadSource>;
}

export type QuestionName = keyof Questions;
export type Asks<Name extends QuestionName> = Questions[Name]["asks"];
export type AnswerTo<Name extends QuestionName> = Questions[Name]["answers"];

/** A part of a text that becomes another; offsets are those before the change. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export type ToServer =
  /** Another project takes the place of the one that is there. */
  | { readonly kind: "open"; readonly files: readonly (readonly [path: string, text: string])[] }
  /** A file is new, or its text as a whole. */
  | { readonly kind: "put"; readonly path: string; readonly version: number; readonly text: string }
  | { readonly kind: "remove"; readonly path: string }
  /** Changes of a text, the last place first; they lead from the version before to this one. */
  | {
      readonly kind: "edit";
      readonly path: string;
      readonly before: number;
      readonly version: number;
      readonly changes: readonly TextChange[];
    }
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly name: QuestionName;
      readonly asks: object;
      /** The version of the file that the question is about; an older one is not answered any more. */
      readonly about?: { readonly path: string; readonly version: number };
    }
  | { readonly kind: "cancel"; readonly id: number };

export type FromServer =
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** The question was cancelled, or its text is older than the one that is there. */
  | { readonly kind: "stale"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  /** Changes did not follow on the text that is there: the whole text is wanted. */
  | { readonly kind: "resend"; readonly path: string };

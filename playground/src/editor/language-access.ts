import type { Span } from "@xmap/diagnostics";
import type { LanguageClient } from "../worker/language-client.ts";
import type { AnswerTo, QuestionName, Questions } from "../worker/protocol.ts";
import type { monaco } from "./monaco.ts";
import { pathOf, rangeOf } from "./places.ts";
import type { ProjectModels } from "./project-models.ts";

/** The language by which Monaco knows mappings. */
export const XMAP = "xmap";

/** Makes one feature of the language service a feature of Monaco. */
export type FeatureAdapter = (language: LanguageAccess) => monaco.IDisposable;

type WithoutPath<Asks> = Omit<Asks, "path">;
type AboutFiles = {
  readonly [Name in QuestionName as Questions[Name]["asks"] extends { readonly path: string } ? Name : never]: true;
};

/** Asks the language worker about Monaco's models. */
export class LanguageAccess {
  readonly #client: LanguageClient;
  readonly #models: ProjectModels;

  constructor(client: LanguageClient, models: ProjectModels) {
    this.#client = client;
    this.#models = models;
  }

  /** Places in files as Monaco's; those in files that are not there are left out. */
  locations(places: readonly { readonly file: string; readonly span: Span }[]): monaco.languages.Location[] {
    return places.flatMap(({ file, span }) => {
      const model = this.#models.modelOf(file);
      return model === undefined ? [] : [{ uri: model.uri, range: rangeOf(model, span) }];
    });
  }

  /** Undefined when the question was cancelled or overtaken, or when the model is no file of the project. */
  async about<Name extends keyof AboutFiles>(
    model: monaco.editor.ITextModel,
    name: Name,
    asks: WithoutPath<Questions[Name]["asks"]>,
    token?: monaco.CancellationToken,
  ): Promise<AnswerTo<Name> | undefined> {
    const path = pathOf(model.uri);
    if (path === undefined || model.isDisposed()) return undefined;
    const version = model.getVersionId();
    const cancellation =
      token === undefined
        ? undefined
        : {
            isCancelled: () => token.isCancellationRequested,
            onCancelled: (listener: () => void) => void token.onCancellationRequested(listener),
          };
    const answer = await this.#client.ask(name, { ...asks, path } as Questions[Name]["asks"], cancellation);
    return model.isDisposed() || model.getVersionId() !== version ? undefined : answer;
  }

  /** The same for a place in the model. */
  at<
    Name extends
      | "completion"
      | "hover"
      | "definition"
      | "references"
      | "highlights"
      | "prepareRename"
      | "signatureHelp",
  >(
    model: monaco.editor.ITextModel,
    name: Name,
    position: monaco.IPosition,
    token?: monaco.CancellationToken,
  ): Promise<AnswerTo<Name> | undefined> {
    const asks = { offset: model.getOffsetAt(position) } as WithoutPath<Questions[Name]["asks"]>;
    return this.about(model, name, asks, token);
  }

  /** The same, asked again while typing overtakes it: Monaco itself filters what was found for the first letters. */
  async atLatest<Name extends "completion">(
    model: monaco.editor.ITextModel,
    name: Name,
    position: monaco.IPosition,
    token: monaco.CancellationToken,
  ): Promise<AnswerTo<Name> | undefined> {
    while (!token.isCancellationRequested && !model.isDisposed()) {
      const answer = await this.at(model, name, position, token);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}

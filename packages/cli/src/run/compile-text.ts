import { textCompiler } from "@xmap/compiler";
import * as jsonata from "@xmap/runtime/jsonata";

/** Compiles what an `$eval` of a flow is given as text when it runs. */
export const compileText = textCompiler(jsonata) as (text: string) => jsonata.CompiledText;

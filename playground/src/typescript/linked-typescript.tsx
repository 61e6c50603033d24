import { createSourceText } from "@xmap/diagnostics";
import { useMemo } from "react";
import SideEditor from "../editor/side-editor.tsx";
import { jumpPlaceOf, restOfLine } from "../state/jump-place.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { useTextPlace } from "../state/use-text-place.ts";
import type { GeneratedText } from "../worker/compile-binding.ts";
import { linkAt, linksOfPlace, readSourceLinks } from "./source-links.ts";

/** A generated file: what the cursor in the mapping has made is marked, and a place in it leads to its rule. */
export default function LinkedTypeScript({ file }: { readonly file: GeneratedText }) {
  const { session, jumps, cursor } = useSession();
  const source = usePlayground((state) => state.work.files.get(file.sourceFile));
  // Code of an older text has its places elsewhere.
  const isNewest = usePlayground((state) => state.compileProblem === undefined);
  const place = useTextPlace();
  const links = useMemo(() => readSourceLinks(file.text, file.sourceMap), [file]);
  const marks = useMemo(() => {
    if (place?.path !== file.sourceFile || source === undefined || !isNewest) return [];
    return linksOfPlace(links, createSourceText(place.path, source), place.offset).map(({ generated }) => generated);
  }, [links, place, file, source, isNewest]);
  const show = (offset: number): void => {
    const link = linkAt(links, file.text, offset);
    if (link === undefined || source === undefined || !isNewest) return;
    const span = restOfLine(source, link.source);
    jumps.show(file.sourceFile, jumpPlaceOf(file.sourceFile, source, span));
    cursor.showed({ path: file.sourceFile, offset: span.start });
    session.say(`Made of ${file.sourceFile}:${link.source.line}.`);
  };
  return (
    <SideEditor
      label="Generated TypeScript"
      language="typescript"
      text={file.text}
      marks={marks}
      marksLines
      onPlace={show}
    />
  );
}

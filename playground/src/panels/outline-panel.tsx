import { createSourceText, positionAt } from "@xmap/diagnostics";
import type { DocumentSymbol } from "@xmap/language/service";
import { useEffect, useState } from "react";
import { usePlayground, useSession } from "../state/session-context.ts";

/** What stands in the file whose tab is chosen; each entry leads to its place. */
export function OutlinePanel() {
  const { client } = useSession();
  const path = usePlayground((state) => state.work.active);
  // Asked again whenever the project has been checked.
  const diagnostics = usePlayground((state) => state.diagnostics);
  const [symbols, setSymbols] = useState<readonly DocumentSymbol[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the findings tell when the text is another one
  useEffect(() => {
    let isCurrent = true;
    void client.ask("documentSymbols", { path }).then((found) => {
      if (isCurrent && found !== undefined) setSymbols(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, path, diagnostics]);
  if (symbols.length === 0) return <p className="hint">Nothing is declared in {path}.</p>;
  return <OutlineList symbols={symbols} path={path} />;
}

function OutlineList({ symbols, path }: { readonly symbols: readonly DocumentSymbol[]; readonly path: string }) {
  const { jumps, session } = useSession();
  function show(symbol: DocumentSymbol): void {
    const source = createSourceText(path, session.work.files.get(path) ?? "");
    const { line, column } = positionAt(source, symbol.nameSpan.start);
    jumps.jump(path, { lineNumber: line, column });
  }
  return (
    <ul className="outline">
      {symbols.map((symbol) => (
        <li key={symbol.span.start}>
          <button type="button" className="plain" onClick={() => show(symbol)}>
            {symbol.name} <span className="quiet">{symbol.detail || symbol.kind}</span>
          </button>
          {symbol.children.length > 0 && <OutlineList symbols={symbol.children} path={path} />}
        </li>
      ))}
    </ul>
  );
}

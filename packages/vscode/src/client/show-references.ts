import { commands, Location, Position, Range, Uri } from "vscode";

interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/** A place as the language server writes it. */
export interface ProtocolLocation {
  readonly uri: string;
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

/** Opens VS Code's list of places at a position. */
export async function showReferences(
  uri: Uri,
  at: ProtocolPosition,
  locations: readonly ProtocolLocation[],
): Promise<void> {
  const places = locations.map(
    (location) =>
      new Location(Uri.parse(location.uri), new Range(placeOf(location.range.start), placeOf(location.range.end))),
  );
  await commands.executeCommand("editor.action.showReferences", uri, placeOf(at), places);
}

function placeOf({ line, character }: ProtocolPosition): Position {
  return new Position(line, character);
}

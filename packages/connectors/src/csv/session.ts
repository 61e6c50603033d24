import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { openFileSession } from "../files/file-session.ts";
import { optionalText, optionFailure } from "../shared/settings.ts";
import { csvFormat } from "./csv-format.ts";

/** A session with a folder of CSV files; keys are the first columns unless the options name others. */
export function openCsvSession(settings: ConnectorSettings): ConnectorSession {
  const delimiter = optionalText(settings, "delimiter") ?? ",";
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
    throw optionFailure(settings, "delimiter", "must be one character, such as ;");
  const guard = settings.options.guardFormulas ?? false;
  if (typeof guard !== "boolean") throw optionFailure(settings, "guardFormulas", "must be true or false");
  return openFileSession(settings, {
    format: csvFormat({ delimiter, guardsFormulas: guard }),
    usualKey: ({ columns = [] }, parts = 1) => columns.slice(0, parts),
    holdsLines: false,
    called: "CSV files",
  });
}

import { entityParts } from "./entity-parts.ts";
import { flowParts } from "./flow-parts.ts";
import { Html, html } from "./html.ts";
import { bindingParts } from "./mapping-parts.ts";
import { PAGE_STYLE } from "./page-style.ts";
import type { Specification } from "./specification.ts";
import { systemParts } from "./system-parts.ts";
import { lookupParts, mapParts } from "./table-parts.ts";

const CONTENTS = [
  ["systems", "Systems"],
  ["entities", "Records and their fields"],
  ["bindings", "Bindings"],
  ["maps", "Value maps"],
  ["lookups", "Lookups"],
  ["flows", "Flows"],
] as const;

/** The whole page: no script, nothing from elsewhere; the same mappings give the same bytes. */
export function renderPage(specification: Specification): string {
  const files = specification.program.files.map((file) => file.file.source.path);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Mapping specification: ${specification.title}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<h1>Mapping specification: ${specification.title}</h1>
<p>Made from ${files.join(", ")}.</p>
</header>
<nav aria-label="Contents"><ul>${CONTENTS.map(([anchor, title]) => html`<li><a href="#${anchor}">${title}</a></li>`)}</ul></nav>
<main id="content">
${systemParts(specification)}
${entityParts(specification)}
${bindingParts(specification)}
${mapParts(specification)}
${lookupParts(specification)}
${flowParts(specification)}
</main>
</body>
</html>
`;
  return page.text;
}

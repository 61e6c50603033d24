import { type Html, html, joined } from "./html.ts";

/** A table with a caption for those who cannot see it; nothing when it has no rows. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly (Html | string)[])[]): Html {
  if (rows.length === 0) return html``;
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
)}</tbody>
</table></div>`;
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

export function codes(texts: readonly string[]): Html {
  return joined(texts.map(code), ", ");
}

/** A part of the page with a heading that can be linked to. */
export function section(anchor: string, level: 2 | 3, heading: Html | string, content: readonly Html[]): Html {
  const title = level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`;
  return html`<section id="${anchor}">
${title}
${joined(content, "\n")}
</section>`;
}

/** Paragraphs of a documentation comment. */
export function prose(documentation: string | undefined): Html {
  if (documentation === undefined) return html``;
  const paragraphs = documentation.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
  return joined(
    paragraphs.map((paragraph) => html`<p>${paragraph.replace(/\s+/g, " ").trim()}</p>`),
    "\n",
  );
}

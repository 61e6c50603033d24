import { type Hole, type Html, html } from "./html.ts";

/** How many of a long list a page shows, the newest first. */
export const SHOWN_ROWS = 50;

/** A table with a caption for screen readers; a row's first cell is its heading. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Hole[])[]): Html {
  if (rows.length === 0) {
    return html`<p>${caption}: none yet.</p>`;
  }
  const more = rows.length > SHOWN_ROWS && html`<p>The newest ${SHOWN_ROWS} of ${rows.length}.</p>`;
  const shown = rows.slice(-SHOWN_ROWS).reverse();
  return html`<div class="wide"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${shown.map(
    ([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>${more}`;
}

/** A form that sends its fields to a deed. */
export function form(deed: string, button: string, fields: Hole, label?: string): Html {
  const named = label === undefined ? undefined : html` aria-label="${label}"`;
  return html`<form method="post" action="/__sandbox/forms/${deed}"${named}>${fields}<button>${button}</button></form>
`;
}

/** A form that stays folded until somebody opens it. */
export function folded(summary: string, content: Hole): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

/** A value that goes with a form. */
export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** How an input looks. */
export type InputOptions = {
  readonly value?: string | number;
  readonly type?: "text" | "number" | "email";
  readonly required?: boolean;
  readonly hint?: string;
};

/** A labelled input. */
export function input(name: string, label: string, options: InputOptions = {}): Html {
  const { value = "", type = "text", required = false, hint } = options;
  const step = type === "number" && html` step="any"`;
  return html`<label>${label} <input name="${name}" type="${type}" value="${value}"${step}${required && html` required`}${hint !== undefined && html` placeholder="${hint}"`}></label>
`;
}

/** A labelled list of choices: pairs of value and what people read. */
export function select(
  name: string,
  label: string,
  choices: readonly (readonly [value: string | number, shown: string])[],
  chosen?: string | number,
): Html {
  const options = choices.map(
    ([value, shown]) => html`<option value="${value}"${value === chosen && html` selected`}>${shown}</option>`,
  );
  return html`<label>${label} <select name="${name}">${options}</select></label>
`;
}

/** A labelled box to tick. */
export function box(name: string, label: string, isTicked = false): Html {
  return html`<label class="box"><input type="checkbox" name="${name}"${isTicked && html` checked`}> ${label}</label>
`;
}

import { type Html, html } from "./html.ts";
import type { PageSection } from "./sandbox-page.ts";

const STYLE = `
:root{color-scheme:light dark;font:16px/1.45 system-ui,sans-serif}
body{margin:0 auto;max-width:76rem;padding:1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
section{border-top:1px solid GrayText;padding-bottom:1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:GrayText}
th,td{border-bottom:1px solid color-mix(in srgb,GrayText 40%,transparent);padding:.3rem .5rem;text-align:left;vertical-align:top}
form{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:end;margin:.3rem 0}
label{display:grid}label.box{display:flex;gap:.3rem}
input,select,button{font:inherit;max-width:100%}
input[type=number]{width:7rem}
fieldset{display:flex;flex-wrap:wrap;gap:.4rem .8rem;border:1px solid GrayText;flex-basis:100%}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
[role=status]{border-left:.3rem solid green;padding-left:.6rem}
[role=alert]{border-left:.3rem solid red;padding-left:.6rem}
`;

// Takes over what has changed, unless somebody is just filling in a form.
const SCRIPT = `
const box = document.getElementById("follow");
const content = document.getElementById("content");
async function follow() {
  if (!box.checked || content.querySelector("details[open]") || content.contains(document.activeElement)) return;
  const answer = await fetch(location.pathname).catch(() => undefined);
  if (answer === undefined || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  content.replaceChildren(...fresh.getElementById("content").childNodes);
}
setInterval(follow, 2000);
`;

/** What the page says of the deed before. */
export type Message = { readonly kind: "status" | "alert"; readonly text: string };

/** A whole page. */
export function showFrame(title: string, sections: readonly PageSection[], message?: Message): string {
  const said: Html | undefined = message && html`<p role="${message.kind}">${message.text}</p>`;
  const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  const body = sections.map(
    ({ id, heading, content }) =>
      html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${heading}</h2>${content}</section>
`,
  );
  const page = html`<title>${title}</title>
<a class="skip" href="#content">To the content</a>
<header><h1>${title}</h1>
<nav aria-label="Parts of the page"><ul>${links}</ul></nav>
<label class="box"><input type="checkbox" id="follow" checked> Show changes as they come</label>
${said}</header>
<main id="content" tabindex="-1">
${body}</main>`;
  const head = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n';
  const view = '<meta name="viewport" content="width=device-width">\n<link rel="icon" href="data:,">\n';
  return `${head}${view}<style>${STYLE}</style>\n${page.text}\n<script>${SCRIPT}</script>\n`;
}

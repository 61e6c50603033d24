import { anchorOf, shapeOf } from "./diagram.ts";
import { type EbnfGrammar, type EbnfRule, referencesIn } from "./ebnf.ts";
import { GLOSSARY } from "./glossary.ts";
import { escapeHtml, row, type Shape } from "./shape.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1d2430, #e6e9ef); --paper: light-dark(#fff, #14181f);
  --line: light-dark(#5b6675, #9aa5b5); --typed: light-dark(#e3f1e6, #1f3a28); --rule: light-dark(#e4ecfa, #1e2f4d);
  --words: light-dark(#f5f0e1, #3a341f); --link: light-dark(#0b4fb3, #8db8ff); }
body { margin: 0 auto; padding: 1.5rem; max-width: 64rem; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
section { margin-block: 2.5rem; scroll-margin-top: 1rem; }
section:target h2, dt:target { text-decoration: underline; text-decoration-thickness: .2em; }
figure { overflow-x: auto; margin: 0; }
pre { overflow-x: auto; padding: .75rem; border-left: 3px solid var(--line); font-size: .875rem; }
svg { display: block; }
svg path, svg circle { fill: none; stroke: var(--line); stroke-width: 1.5; }
svg rect { stroke: var(--line); stroke-width: 1.5; }
svg text { fill: var(--ink); font: 14px ui-monospace, Menlo, Consolas, monospace; text-anchor: middle; white-space: pre; }
svg a text { fill: var(--link); text-decoration: underline; }
svg a:focus-visible rect { stroke: var(--link); stroke-width: 3; }
.terminal { fill: var(--typed); } .reference { fill: var(--rule); } .prose { fill: var(--words); stroke-dasharray: 4 3; }
`.trim();

/**
 * One self-contained page with a railroad diagram of every rule. Each diagram has a title, and the rule's text beside it says the
 * same; the names in both lead to their rules.
 * @throws Error for a name that is neither a rule nor in the glossary.
 */
export function diagramsPage(grammar: EbnfGrammar): string {
  const users = usersOf(grammar);
  const names = grammar.rules.map(({ name }) => name);
  const links = names.map((name) => `<li>${linkTo(name)}</li>`).join("\n");
  const sections = grammar.rules.map((rule) => sectionOf(rule, users.get(rule.name) ?? []));
  const glossary = Object.entries(GLOSSARY).map(
    ([name, meaning]) => `<dt id="${anchorOf(name)}">${name}</dt>\n<dd>${escapeHtml(meaning)}</dd>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The grammar of xmap in diagrams</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>The grammar of xmap in diagrams</h1>
<p>Follow a line from left to right: every way through is a sentence of the language. Round boxes are typed as they stand, square boxes lead
to their own diagram, dashed boxes say in words what stands there.</p>
</header>
<nav aria-label="Rules">
<ul>
${links}
</ul>
</nav>
<main>
${sections.join("\n")}
<section id="words" aria-labelledby="words-title">
<h2 id="words-title">Said in words</h2>
<dl>
${glossary.join("\n")}
</dl>
</section>
<section id="notes" aria-labelledby="notes-title">
<h2 id="notes-title">Notes</h2>
<p>${escapeHtml(grammar.introduction)}</p>
</section>
</main>
</body>
</html>
`;
}

function linkTo(name: string): string {
  return `<a href="#${anchorOf(name)}">${name}</a>`;
}

/** For each name the rules in which it stands. */
function usersOf({ rules }: EbnfGrammar): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>(rules.map(({ name }) => [name, []]));
  for (const { name, body } of rules) {
    for (const reference of new Set(referencesIn(body))) {
      const known = users.get(reference);
      if (known === undefined && !Object.hasOwn(GLOSSARY, reference)) {
        throw new Error(`${name} refers to ${reference}, which is neither a rule nor in the glossary`);
      }
      known?.push(name);
    }
  }
  return users;
}

function sectionOf(rule: EbnfRule, users: readonly string[]): string {
  const { name, source, comments } = rule;
  const anchor = anchorOf(name);
  const remarks = comments.map((comment) => `<p>${escapeHtml(comment)}</p>\n`).join("");
  const usedBy = users.length > 0 ? `<p>Used by ${users.map(linkTo).join(", ")}.</p>\n` : "";
  return `<section id="${anchor}" aria-labelledby="${anchor}-title">
<h2 id="${anchor}-title">${name}</h2>
<figure>
${svgOf(rule)}
</figure>
<pre><code>${linkedSource(source)}</code></pre>
${remarks}${usedBy}</section>`;
}

/** Names outside of quotes and of words between question marks become links, except the rule's own at the beginning. */
function linkedSource(source: string): string {
  const aligned = source.replace(/^(\w+) +=/, "$1 =");
  return aligned.replace(/"[^"]*"|\?[^?]*\?|\b[A-Z]\w*\b|[&<>]/g, (part: string, offset: number) =>
    offset > 0 && /^[A-Z]/.test(part) ? linkTo(part) : escapeHtml(part),
  );
}

const MARGIN = 12;
const STATION = 5;

function station(): Shape {
  return {
    width: 2 * STATION,
    above: STATION,
    below: STATION,
    draw: (x, y) => `<circle cx="${x + STATION}" cy="${y}" r="${STATION}"/>`,
  };
}

function svgOf({ name, body, source }: EbnfRule): string {
  const shape = row([station(), shapeOf(body), station()]);
  const width = shape.width + 2 * MARGIN;
  const height = shape.above + shape.below + 2 * MARGIN;
  const title = `${anchorOf(name)}-svg-title`;
  const description = `${anchorOf(name)}-svg-text`;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-labelledby="${title}" aria-describedby="${description}">
<title id="${title}">Railroad diagram of ${name}</title>
<desc id="${description}">${escapeHtml(source.replace(/\s+/g, " "))}</desc>
${shape.draw(MARGIN, MARGIN + shape.above)}
</svg>`;
}

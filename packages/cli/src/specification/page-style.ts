/** The page's look: light and dark, narrow and wide, and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#f6f8fa, #151b23); --text: light-dark(#1f2328, #e6edf3); --page: light-dark(#fff, #0d1117); --link: light-dark(#0550ae, #79b8ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
.skip { position: absolute; left: -999px; }
.skip:focus { position: static; }
header, main, nav, footer { max-width: 80rem; margin: 0 auto; padding: 0 1.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
a { color: var(--link); }
h1 { margin-bottom: 0.25rem; }
h2 { margin-top: 2.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 2rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 6rem; }
th { background: var(--soft); overflow-wrap: normal; }
code { font: 0.9em ui-monospace, monospace; background: var(--soft); padding: 0.05em 0.25em; border-radius: 3px; overflow-wrap: anywhere; }
section:target > :is(h2, h3), div:target > h4, span:target { outline: 2px solid var(--link); outline-offset: 4px; }
.steps li { margin: 0.25rem 0; }
@media print {
  :root { color-scheme: light; }
  nav, .skip { display: none; }
  body { font-size: 10pt; }
  header, main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3, h4, caption { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;

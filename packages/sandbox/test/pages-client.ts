/** What a browser shows after a form was sent: the page that the redirect leads to, or the one with the refusal. */
export type Shown = { readonly status: number; readonly said: string; readonly text: string };

/** Opens the page of a sandbox. */
export async function openPage(url: string): Promise<Shown> {
  return read(await fetch(`${url}/__sandbox/`));
}

/** Sends a form as a browser does; a list is a field that stands several times in the form. */
export async function sendForm(
  url: string,
  deed: string,
  fields: { readonly [name: string]: string | number | readonly (string | number)[] },
): Promise<Shown> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, String(one));
  }
  return read(await fetch(`${url}/__sandbox/forms/${deed}`, { method: "POST", body }));
}

async function read(answer: Response): Promise<Shown> {
  const text = await answer.text();
  const said = /<p role="(?:status|alert)">([^<]*)<\/p>/.exec(text)?.[1] ?? "";
  return { status: answer.status, said, text };
}

/** What a person who cannot see the page would miss: controls without a label, forms and tables without a name. */
export function unlabelled(page: string): readonly string[] {
  const labels = page.replace(/<label[^>]*>[\s\S]*?<\/label>/g, "");
  const controls = labels.match(/<(?:input(?! type="hidden")|select|textarea)[^>]*>/g) ?? [];
  const tables = (page.match(/<table>(?!<caption>)/g) ?? []).map(() => "a table without a caption");
  const buttons = page.match(/<button[^>]*>\s*<\/button>/g) ?? [];
  return [...controls, ...tables, ...buttons];
}

/** The names of the forms on a page. */
export function deedsOn(page: string): readonly string[] {
  return [...new Set([...page.matchAll(/action="\/__sandbox\/forms\/(\w+)"/g)].map(([, name]) => name ?? ""))].sort();
}

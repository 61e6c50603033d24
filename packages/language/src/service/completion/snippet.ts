/**
 * A text with places to fill in, `let <name> = <value>`, in the form that editors read: `let ${1:name} = ${2:value}`.
 * An empty place, `<>`, is where the cursor ends.
 */
export function snippetOf(text: string): string {
  let count = 0;
  return text.replaceAll("$", "\\$").replace(/<((?:[A-Za-z0-9.][^<>]*)?)>/g, (_place, name: string) => {
    if (name === "") return "$0";
    count += 1;
    return `\${${count}:${name}}`;
  });
}

/** Whether a text has places to fill in. */
export function hasPlaces(text: string): boolean {
  return /<(?:[A-Za-z0-9.][^<>]*)?>/.test(text);
}

/** Edit distance with neighbouring swaps (Damerau-Levenshtein, optimal string alignment). */
export function editDistance(left: string, right: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= left.length; i += 1) {
    const row: number[] = [i];
    for (let j = 1; j <= right.length; j += 1) {
      if (i === 0) {
        row.push(j);
        continue;
      }
      const substitution = left[i - 1] === right[j - 1] ? 0 : 1;
      const above = rows[i - 1] ?? [];
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + substitution);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[left.length]?.[right.length] ?? 0;
}

/** Names close to a misspelt one, nearest first; case and separators count little. */
export function suggestNames(misspelt: string, candidates: Iterable<string>): string[] {
  const fold = (name: string) => name.toLowerCase().replace(/[_\-\s]/g, "");
  const folded = fold(misspelt);
  const limit = Math.max(1, Math.floor(misspelt.length * 0.4));
  const scored: { name: string; distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (Math.abs(name.length - misspelt.length) > limit && fold(name) !== folded) continue;
    const distance = fold(name) === folded ? 0.5 : editDistance(misspelt, name);
    if (distance <= limit) scored.push({ name, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map((entry) => entry.name);
}

/** The help sentence for an unknown name, or undefined when nothing is close. */
export function didYouMean(misspelt: string, candidates: Iterable<string>): string | undefined {
  const names = suggestNames(misspelt, candidates).map((name) => `\`${name}\``);
  if (names.length === 0) return undefined;
  const last = names.pop();
  return `did you mean ${names.length === 0 ? last : `${names.join(", ")} or ${last}`}?`;
}

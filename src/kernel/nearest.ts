/** The spellings nearest to a word, best first: for "did you mean". Empty when nothing is near. */
export function nearest(word: string, choices: Iterable<string>, most = 3): string[] {
  const plain = simple(word);
  const far = Math.max(1, Math.floor(plain.length / 3));
  return [...new Set(choices)]
    .map((choice) => ({
      choice,
      distance: distance(plain, simple(choice), far) - (letters(choice) === letters(word) ? 0.5 : 0),
    }))
    .filter((c) => c.distance <= far)
    .sort((a, b) => a.distance - b.distance || (a.choice < b.choice ? -1 : 1))
    .slice(0, most)
    .map((c) => c.choice);
}

const simple = (word: string) =>
  word
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 64);

/** Letters in the wrong order are likelier than other letters. */
const letters = (word: string) => [...simple(word)].sort().join('');

/** Damerau-Levenshtein (optimal string alignment); words whose lengths differ too much are `far + 1` apart. */
function distance(a: string, b: string, far: number): number {
  if (Math.abs(a.length - b.length) > far) return far + 1;
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

// What is different between two texts, line by line.

/** More lines than these are not compared. */
const LINES_MAX = 1500;

/** Unchanged lines that are shown around a change. */
const AROUND = 2;

/** `[{ kind: 'same' | 'gone' | 'new' | 'skipped', text }]`; null: too long. */
export function diff(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  if (a.length > LINES_MAX || b.length > LINES_MAX) return null;
  const common = lengths(a, b);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) lines.push({ kind: 'same', text: a[i++], at: j++ });
    else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) lines.push({ kind: 'gone', text: a[i++] });
    else lines.push({ kind: 'new', text: b[j++] });
  }

  return shorten(lines);
}

/** Length of the longest common sequence of lines from each pair of places on. */
function lengths(a, b) {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }

  return common;
}

function shorten(lines) {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(line => line.kind !== 'same'));
  const shown = [];
  lines.forEach((line, at) => {
    if (near[at]) shown.push(line);
    else if (shown.at(-1)?.kind !== 'skipped') shown.push({ kind: 'skipped', text: '…' });
  });
  return shown;
}

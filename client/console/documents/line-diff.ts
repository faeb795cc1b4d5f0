import type { Fields } from '../../../shared/model/value.ts'
import { inOrderOf, linesOf } from './written.ts'

/** One line of a comparison, with its number on either side. */
export interface DiffLine {
  readonly type: 'same' | 'gone' | 'come'
  readonly text: string
  readonly before: number | null
  readonly after: number | null
}

/** Two documents by lines; null: there is none on that side. */
export function diffOf(before: Fields | null, after: Fields | null): readonly DiffLine[] {
  const ordered = after === null || before === null ? after : (inOrderOf(before, after) as Fields)
  return diffLines(linesOf(before), linesOf(ordered))
}

/** Beyond this many steps what is between the first and the last difference is one block: nobody reads that line by line. */
const MOST_STEPS = 4_000_000

export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const least = Math.min(before.length, after.length)
  let head = 0
  while (head < least && saysSame(before[head], after[head])) head++
  let tail = 0
  while (tail < least - head && saysSame(before[before.length - 1 - tail], after[after.length - 1 - tail]))
    tail++
  const [gone, come] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const kept = gone.length * come.length > MOST_STEPS ? [] : commonOf(gone, come)
  return numbered([
    ...after.slice(0, head).map(sameLine),
    ...between(gone, come, kept),
    ...after.slice(after.length - tail).map(sameLine),
  ])
}

/** The comma behind what was the last one, and is not any more, says nothing. */
const saysSame = (a: string | undefined, b: string | undefined): boolean =>
  a === b || a?.replace(/,$/, '') === b?.replace(/,$/, '')

type Bare = Pick<DiffLine, 'type' | 'text'>
const sameLine = (text: string): Bare => ({ type: 'same', text })

/** What is gone comes before what came in its place. */
function between(gone: readonly string[], come: readonly string[], kept: readonly Pair[]): Bare[] {
  const lines: Bare[] = []
  let [i, j] = [0, 0]
  for (const [a, b] of [...kept, [gone.length, come.length] as const]) {
    for (; i < a; i++) lines.push({ type: 'gone', text: gone[i] as string })
    for (; j < b; j++) lines.push({ type: 'come', text: come[j] as string })
    if (a < gone.length) lines.push(sameLine(come[b] as string))
    ;[i, j] = [a + 1, b + 1]
  }
  return lines
}

type Pair = readonly [before: number, after: number]

/** The longest sequence of lines that both have, by their places. */
function commonOf(a: readonly string[], b: readonly string[]): Pair[] {
  const wide = b.length + 1
  const longest = new Uint32Array((a.length + 1) * wide)
  const at = (i: number, j: number) => longest[i * wide + j] as number
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * wide + j] = saysSame(a[i], b[j])
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1))
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (saysSame(a[i], b[j])) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

function numbered(lines: readonly Bare[]): DiffLine[] {
  let [before, after] = [0, 0]
  return lines.map(({ type, text }) => ({
    ...{ type, text },
    before: type === 'come' ? null : ++before,
    after: type === 'gone' ? null : ++after,
  }))
}

/** What is read: the differences with some lines around them; a number stands for as many lines that are the same. */
export function folded(lines: readonly DiffLine[], around = 3): readonly (DiffLine | number)[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ type }) => type !== 'same'),
  )
  const shown: (DiffLine | number)[] = []
  lines.forEach((line, i) => {
    const last = shown[shown.length - 1]
    if (near[i] === true) shown.push(line)
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1
    else shown.push(1)
  })
  return shown
}

export const countOf = (lines: readonly DiffLine[]) => ({
  gone: lines.filter(({ type }) => type === 'gone').length,
  come: lines.filter(({ type }) => type === 'come').length,
})

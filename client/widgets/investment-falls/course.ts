import type { Colour, Falls, Strand } from './view.ts'

/** Units of the 1080 canvas. */
export interface Room {
  readonly width: number
  readonly height: number
}

export interface PlacedBank {
  readonly from: number
  readonly to: number
  /** Of its words: they do not stand on those of its neighbours. */
  readonly middle: number
}

/** Strands of one ink are one path: hundreds of elements would be as many to draw. */
export interface Sheet {
  readonly colour: Colour
  readonly faint: boolean
  /** Wide ones have a seam between them; fine ones would be nothing but seam. */
  readonly seamed: boolean
  readonly path: string
}

export interface Course {
  readonly banks: readonly (readonly PlacedBank[])[]
  /** Heights of the lines from which strands fall and on which they land. */
  readonly lines: readonly [number, number, number, number]
  readonly sheets: readonly Sheet[]
  /** The largest, where there is room for a name in them. */
  readonly names: readonly {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly width: number
  }[]
}

const TOP = 58
const MIDDLE = 60
const FOOT = 82
/** Strands together take so much of the width, at every gate: the rest lies between the banks. */
const INNER = 0.66
/** VISUAL: 1.6 px, below which nothing can be seen on a wall. */
const FLOOR = 1.6
/** Least width of the words of a bank, at each gate. */
const WORDS = [132, 132, 92] as const
const SEAMED = 7
const NAMED = 2
const NAME_WIDTH = 70

export function courseOf({ strands, gates }: Falls, { width, height }: Room): Course {
  const widths = widthsOf(
    strands.map(({ money }) => money),
    width * INNER,
  )
  const placed = gates.map((banks, gate) =>
    placedAt(strands, widths, { gate, banks: banks.length, width, words: WORDS[gate]! }),
  )
  const fall = Math.max(20, (height - TOP - MIDDLE - FOOT) / 2)
  const lines = [TOP, TOP + fall, TOP + fall + MIDDLE, TOP + fall + MIDDLE + fall] as const
  return {
    banks: placed.map(({ banks }) => banks),
    lines,
    sheets: sheetsOf(strands, widths, placed, lines),
    names: strands
      .map(({ id }, i) => ({ id, x: placed[0]!.at[i]!, y: TOP, width: widths[i]! }))
      .sort((a, b) => b.width - a.width)
      .slice(0, NAMED)
      .filter(name => name.width >= NAME_WIDTH),
  }
}

/** Linear, but none below the floor: what the fine ones take more, the others give. */
export function widthsOf(values: readonly number[], room: number): readonly number[] {
  const ascending = [...values].sort((a, b) => a - b)
  let [left, sum] = [room, ascending.reduce((all, value) => all + value, 0)]
  for (const value of ascending) {
    if (sum === 0 || (value * left) / sum >= FLOOR) break
    left -= FLOOR
    sum -= value
  }
  const scale = sum === 0 ? 0 : Math.max(0, left / sum)
  return values.map(value => Math.max(FLOOR, value * scale))
}

interface Gate {
  readonly gate: number
  readonly banks: number
  readonly width: number
  readonly words: number
}

interface PlacedGate {
  readonly banks: readonly PlacedBank[]
  /** Left edge of each strand. */
  readonly at: readonly number[]
}

/** Within a bank strands lie in the order of the other gates, so that as few as can be cross. */
function placedAt(
  strands: readonly Strand[],
  widths: readonly number[],
  { gate, banks, width, words }: Gate,
): PlacedGate {
  const others = [1, 0, 2].filter(other => other !== gate)
  const rank = ({ banks, money }: Strand) =>
    [banks[gate]!, ...others.map(other => banks[other]!), -money] as const
  const order = strands.map((_, i) => i).sort((a, b) => compared(rank(strands[a]!), rank(strands[b]!)))
  const used = Array.from({ length: banks }, (_, bank) =>
    order.reduce((sum, i) => sum + (strands[i]!.banks[gate] === bank ? widths[i]! : 0), 0),
  )
  const starts = startsOf(used, width, words)
  const at: number[] = []
  const filled = [...starts]
  for (const i of order) {
    const bank = strands[i]!.banks[gate]!
    at[i] = filled[bank]!
    filled[bank]! += widths[i]!
  }
  const middles = apart(
    starts.map((start, bank) => start + used[bank]! / 2),
    Math.min(words, width / Math.max(1, banks)),
    width,
  )
  return {
    at,
    banks: starts.map((from, bank) => ({ from, to: from + used[bank]!, middle: middles[bank]! })),
  }
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at === -1 ? 0 : a[at]! - b[at]!
}

/** Each bank has room for its words, as far as there is any; what is left lies between them. */
function startsOf(used: readonly number[], width: number, words: number): number[] {
  const free = Math.max(0, width - used.reduce((sum, each) => sum + each, 0))
  const wanted = used.map(each => Math.max(0, words - each))
  const want = wanted.reduce((sum, each) => sum + each, 0)
  const given = want > free ? free / want : 1
  const between = used.length < 2 ? 0 : Math.max(0, free - want) / (used.length - 1)
  let x = used.length < 2 ? Math.max(0, free - want) / 2 : 0
  return used.map((each, i) => {
    const pad = wanted[i]! * given
    const start = x + pad / 2
    x += each + pad + between
    return start
  })
}

/** Pushed to the right until none stands on another, then back from the edge. */
function apart(middles: readonly number[], least: number, width: number): number[] {
  const out = [...middles]
  for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i]!, i === 0 ? least / 2 : out[i - 1]! + least)
  for (let i = out.length - 1; i >= 0; i--)
    out[i] = Math.min(out[i]!, i === out.length - 1 ? width - least / 2 : out[i + 1]! - least)
  return out
}

function sheetsOf(
  strands: readonly Strand[],
  widths: readonly number[],
  placed: readonly PlacedGate[],
  lines: Course['lines'],
): readonly Sheet[] {
  const sheets = new Map<string, Sheet>()
  // What moves lies before what waits, and the fine before the wide.
  const order = strands
    .map((_, i) => i)
    .sort((a, b) => Number(strands[b]!.faint) - Number(strands[a]!.faint) || widths[b]! - widths[a]!)
  for (const i of order) {
    const { colour, faint } = strands[i]!
    const seamed = widths[i]! >= SEAMED
    const key = `${colour} ${faint} ${seamed}`
    const [a, b, c] = placed.map(({ at }) => at[i]!) as [number, number, number]
    const path = ribbon(a, lines[0], b, lines[1], widths[i]!) + ribbon(b, lines[2], c, lines[3], widths[i]!)
    sheets.set(key, { colour, faint, seamed, path: (sheets.get(key)?.path ?? '') + path })
  }
  return [...sheets.values()]
}

const round = (n: number): number => Math.round(n * 10) / 10

/** Falls straight at both ends. */
function ribbon(x0: number, y0: number, x1: number, y1: number, width: number): string {
  const [left, right, w, top, bottom] = [x0, x1, width, y0, y1].map(round) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const middle = round((y0 + y1) / 2)
  const [farLeft, farRight] = [round(left + w), round(right + w)]
  return (
    `M${left} ${top}C${left} ${middle} ${right} ${middle} ${right} ${bottom}` +
    `H${farRight}C${farRight} ${middle} ${farLeft} ${middle} ${farLeft} ${top}Z`
  )
}

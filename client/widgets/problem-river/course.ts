import type { Bank, Reach, River, Strand } from './view.ts'

/** Units of the 1080 canvas. */
export interface Room {
  readonly width: number
  readonly height: number
}

export interface Placed {
  readonly key: string
  readonly x: number
  readonly y: number
}

export interface Course {
  /** One path for all lines of a sort: thousands of elements would be as many to draw. */
  readonly through: string
  readonly out: string
  readonly open: string
  readonly gates: string
  readonly width: number
  readonly sources: readonly Placed[]
  readonly groups: readonly Placed[]
  readonly exits: readonly Placed[]
  /** Where the first line stops that is open. */
  readonly stop: { readonly x: number; readonly y: number } | null
  /** Of stages, from the first to the last. */
  readonly stages: readonly number[]
}

const HEAD = 62
const FOOT = 46
const LEFT = 210
const GAP = 12
/** No line is further from the next. */
const WIDEST = 3.2

const OPEN: ReadonlySet<Reach> = new Set(['analysis', 'group', 'confirmation'])
const OUT: ReadonlySet<Reach> = new Set(['rejected', 'merged'])

/** From the sources through the analysis, the groups and the enterprise's word to the end; what leaves the ledger leaves downwards. */
export function courseOf(river: River, { width, height }: Room): Course {
  const [x, top, bottom] = [gatesIn(width), HEAD, height - FOOT]
  const banks = Math.max(river.sources.length, river.groups.length, 1)
  const lines = Math.max(1, river.strands.length)
  const step = Math.min(WIDEST, (bottom - top - GAP * (banks - 1)) / lines)
  const at = placed(river, { step, top, bottom })
  return {
    ...pathsOf(river.strands, x, at, bottom),
    gates: [x.analysis, x.confirmation].map(gate => `M${round(gate)} ${top}V${bottom}`).join(''),
    width: Math.max(0.8, step * 0.62),
    sources: at.source.middles.map(({ key, y }) => ({ key, x: 0, y })),
    groups: at.group.middles.map(({ key, y }) => ({ key, x: (x.group + x.through) / 2, y })),
    exits: river.exits.map(({ key }, i) => ({ key, x: x.analysis + 52, y: bottom + EXITS[i]! })),
    stages: [0, x.analysis, (x.group + x.through) / 2, x.confirmation, x.end],
  }
}

/** Below the lines: what was rejected, and what was merged. */
const EXITS = [12, 34] as const

type Gates = ReturnType<typeof gatesIn>

function gatesIn(width: number) {
  const inner = width - LEFT
  return {
    source: LEFT,
    analysis: LEFT + inner * 0.17,
    group: LEFT + inner * 0.4,
    through: LEFT + inner * 0.66,
    confirmation: LEFT + inner * 0.82,
    end: width - 4,
  }
}

interface Field {
  readonly step: number
  readonly top: number
  readonly bottom: number
}

function placed({ strands, sources, groups }: River, field: Field) {
  const kept = strands.filter(({ reach }) => !OUT.has(reach))
  const given = kept.filter(({ reach }) => reach !== 'analysis')
  const answered = given.filter(({ reach }) => reach !== 'group').sort(byGroup(groups))
  return {
    source: placesOf(strands, ({ source }) => source, sources, field),
    analysis: placesOf(kept, () => '', [], field),
    group: placesOf(given, ({ group }) => group, groups, field),
    end: placesOf(answered, () => '', [], field),
  }
}

function pathsOf(
  strands: readonly Strand[],
  x: Gates,
  at: ReturnType<typeof placed>,
  bottom: number,
): Pick<Course, 'through' | 'out' | 'open' | 'stop'> {
  const paths = { through: '', out: '', open: '' }
  let stop: Course['stop'] = null
  for (const strand of strands) {
    const from = at.source.of.get(strand) ?? HEAD
    if (OUT.has(strand.reach)) {
      const down = bottom + EXITS[strand.reach === 'rejected' ? 0 : 1]
      paths.out += curve(x.source, from, x.analysis + 40, down)
      continue
    }
    const drawn = lineOf(strand, from, x, at)
    if (!OPEN.has(strand.reach)) paths.through += drawn.path
    else {
      paths.open += drawn.path
      stop ??= { x: drawn.x, y: drawn.y }
    }
  }
  return { ...paths, stop }
}

type Places = ReturnType<typeof placesOf>

/** Lines of a bank lie side by side, banks under one another, all of it in the middle. */
function placesOf(
  strands: readonly Strand[],
  bankOf: (strand: Strand) => string,
  banks: readonly Bank[],
  { step, top, bottom }: Field,
) {
  const keys = banks.length === 0 ? [''] : banks.map(({ key }) => key)
  const inBank = new Map(keys.map(key => [key, [] as Strand[]]))
  for (const strand of strands) inBank.get(bankOf(strand))?.push(strand)
  const lines = [...inBank.values()].reduce((sum, all) => sum + all.length, 0)
  const gap = keys.length < 2 ? 0 : Math.max(GAP, (bottom - top - lines * step) / (keys.length - 1))
  const used = lines * step + gap * (keys.length - 1)
  let y = top + Math.max(0, (bottom - top - used) / 2)
  const of = new Map<Strand, number>()
  const middles: { key: string; y: number }[] = []
  for (const [key, all] of inBank) {
    middles.push({ key, y: y + (all.length * step) / 2 })
    for (const strand of all) {
      of.set(strand, y + step / 2)
      y += step
    }
    y += gap
  }
  return { of, middles }
}

function lineOf(
  strand: Strand,
  from: number,
  x: Gates,
  at: { readonly analysis: Places; readonly group: Places; readonly end: Places },
): { readonly path: string; readonly x: number; readonly y: number } {
  const analysed = at.analysis.of.get(strand) ?? from
  let path = curve(x.source, from, x.analysis, analysed)
  const grouped = at.group.of.get(strand)
  if (strand.reach === 'analysis' || grouped === undefined) return { path, x: x.analysis, y: analysed }
  path += on(x.analysis, analysed, x.group, grouped)
  if (strand.reach === 'group') {
    const here = (x.through + x.confirmation) / 2
    return { path: `${path}H${round(here)}`, x: here, y: grouped }
  }
  const out = at.end.of.get(strand) ?? grouped
  path += `H${round(x.through)}${on(x.through, grouped, x.confirmation, out)}`
  if (strand.reach === 'confirmation') return { path, x: x.confirmation, y: out }
  return { path: `${path}H${round(x.end)}`, x: x.end, y: out }
}

const byGroup = (groups: readonly Bank[]) => {
  const place = new Map(groups.map(({ key }, i) => [key, i]))
  return (a: Strand, b: Strand) => (place.get(a.group) ?? 99) - (place.get(b.group) ?? 99)
}

const round = (n: number): number => Math.round(n * 10) / 10
const on = (x0: number, y0: number, x1: number, y1: number): string => {
  const middle = round((x0 + x1) / 2)
  return `C${middle} ${round(y0)} ${middle} ${round(y1)} ${round(x1)} ${round(y1)}`
}
const curve = (x0: number, y0: number, x1: number, y1: number): string =>
  `M${round(x0)} ${round(y0)}${on(x0, y0, x1, y1)}`

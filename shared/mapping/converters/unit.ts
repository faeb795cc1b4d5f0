/** What a number counts, and by which power of ten: 亿元 is money by 10^8. Units of one dimension convert into each other. */
export interface Unit {
  /** '' of a bare 万: it fits every dimension. */
  readonly dimension: string
  readonly exponent: number
}

const NAMED: ReadonlyMap<string, Unit> = new Map(
  (
    [
      ['元', 'money', 0],
      ['角', 'money', -1],
      ['分', 'money', -2],
      ['人民币', 'money', 0],
      ['%', 'share', -2],
      ['‰', 'share', -3],
      ['fraction', 'share', 0],
      ['米', 'length', 0],
      ['m', 'length', 0],
      ['毫米', 'length', -3],
      ['mm', 'length', -3],
      ['公里', 'length', 3],
      ['千米', 'length', 3],
      ['km', 'length', 3],
      ['平方米', 'area', 0],
      ['㎡', 'area', 0],
      ['m2', 'area', 0],
      ['m²', 'area', 0],
      ['公顷', 'area', 4],
      ['平方公里', 'area', 6],
      ['平方千米', 'area', 6],
      ['km2', 'area', 6],
      ['km²', 'area', 6],
      ['吨', 'mass', 0],
      ['t', 'mass', 0],
      ['千克', 'mass', -3],
      ['公斤', 'mass', -3],
      ['kg', 'mass', -3],
      ['mg/m3', 'concentration', -3],
      ['mg/m³', 'concentration', -3],
      ['毫克/立方米', 'concentration', -3],
      ['ug/m3', 'concentration', -6],
      ['μg/m3', 'concentration', -6],
      ['μg/m³', 'concentration', -6],
      ['µg/m3', 'concentration', -6],
      ['µg/m³', 'concentration', -6],
      ['微克/立方米', 'concentration', -6],
      ['℃', 'temperature', 0],
      ['°C', 'temperature', 0],
      ['摄氏度', 'temperature', 0],
      ['Pa', 'pressure', 0],
      ['kPa', 'pressure', 3],
      ['MPa', 'pressure', 6],
    ] as const
  ).map(([name, dimension, exponent]) => [name, { dimension, exponent }]),
)

/** The longer ones first: 万亿 is not 万 of something called 亿. */
const MAGNITUDES: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['亿', 8],
  ['万', 4],
  ['千', 3],
  ['百', 2],
]

const LONGEST = 12

/** 万元, 亿元, %, 万户, ㎡, or any other name (件, 人次), which then is a dimension of its own. null: no unit's name. */
export function parseUnit(text: string): Unit | null {
  const name = text.trim()
  if (name.length > LONGEST || /[\d.,;:，。；：]/.test(name.replace(/[23]$/, ''))) return null
  const named = NAMED.get(name)
  if (named !== undefined || name === '') return named ?? null
  const magnitude = MAGNITUDES.find(([prefix]) => name.startsWith(prefix))
  if (magnitude === undefined) return { dimension: name, exponent: 0 }
  const [prefix, exponent] = magnitude
  const rest = name.slice(prefix.length)
  const base = NAMED.get(rest) ?? { dimension: rest, exponent: 0 }
  return { dimension: base.dimension, exponent: base.exponent + exponent }
}

/** The power of ten from one unit to the other; null where they count different things. */
export function shiftBetween(from: Unit, to: Unit): number | null {
  const fits = from.dimension === to.dimension || from.dimension === ''
  return fits ? from.exponent - to.exponent : null
}

/** The unit in a column's name: 投资额（万元）, GDP[亿元], 增速/%; null where it names none. */
export function unitInHeader(header: string, column: string): Unit | null {
  const rest = header.slice(column.length).trim()
  const bracketed = /^[(（[【]([^()（）[\]【】]{1,20})[)）\]】]$/.exec(rest)
  const inner = bracketed?.[1] ?? /^[/／,，]\s*(.{1,20})$/.exec(rest)?.[1]
  return inner === undefined ? null : parseUnit(inner.replace(/^单位[:：]?/, ''))
}

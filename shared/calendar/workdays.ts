/**
 * Which days are worked, answered in constant time however far away: a table of running counts over the days that
 * a document names, and plain weeks before and after it.
 *
 * A working day has a rank: the number of working days from the first day of the table up to it, negative before.
 * Counting days between two dates is a subtraction of ranks, and "the n-th working day after" is a look-up by rank.
 */
export interface WorkdayIndex {
  /** The table covers the days first <= day < last; both are Mondays, so that whole plain weeks join on. */
  readonly first: number
  readonly last: number
  /** Entry i: working days in [first, first + i). */
  readonly before: Int32Array
  /** The working days of the table by rank. */
  readonly days: Int32Array
  /** Entry i: working days among the first i days of a plain week. */
  readonly weekBefore: readonly number[]
  /** Days after Monday that a plain week works. */
  readonly weekDays: readonly number[]
}

export interface WorkdayRule {
  /** ISO weekdays, 1 is Monday, that a plain week rests. At least one weekday must be left. */
  readonly restWeekdays: readonly number[]
  /** Days that differ from the plain week: true when worked. */
  readonly exceptions: ReadonlyMap<number, boolean>
}

const MONDAY = 4

const mondayOnOrBefore = (day: number): number => day - ((((day - MONDAY) % 7) + 7) % 7)

export function indexWorkdays({ restWeekdays, exceptions }: WorkdayRule): WorkdayIndex {
  const weekDays = [0, 1, 2, 3, 4, 5, 6].filter(i => !restWeekdays.includes(i + 1))
  if (weekDays.length === 0) throw new RangeError('a calendar must work on at least one weekday')
  const weekBefore = [0, 1, 2, 3, 4, 5, 6].map(i => weekDays.filter(d => d < i).length)
  const [first, last] = tableSpan(exceptions)
  const before = new Int32Array(last - first + 1)
  const days = new Int32Array(last - first)
  let rank = 0
  for (let day = first; day < last; day++) {
    before[day - first] = rank
    const works = exceptions.get(day) ?? weekDays.includes((day - first) % 7)
    if (works) days[rank++] = day
  }
  before[last - first] = rank
  return { first, last, before, days: days.slice(0, rank), weekBefore, weekDays }
}

function tableSpan(exceptions: ReadonlyMap<number, boolean>): [number, number] {
  let least = Infinity
  let most = -Infinity
  for (const day of exceptions.keys()) {
    if (day < least) least = day
    if (day > most) most = day
  }
  return least > most ? [MONDAY, MONDAY] : [mondayOnOrBefore(least), mondayOnOrBefore(most) + 7]
}

/** Working days in [first, day), negative before the table. */
export function rankOf(index: WorkdayIndex, day: number): number {
  const place = day - index.first
  if (place >= 0 && day <= index.last) return index.before[place]!
  const outside = place < 0 ? place : day - index.last
  const weeks = Math.floor(outside / 7)
  const plain = weeks * index.weekDays.length + index.weekBefore[outside - weeks * 7]!
  return place < 0 ? plain : index.days.length + plain
}

/** The working day of a rank. */
export function dayOfRank(index: WorkdayIndex, rank: number): number {
  const { days, weekDays } = index
  if (rank >= 0 && rank < days.length) return days[rank]!
  const outside = rank < 0 ? rank : rank - days.length
  const weeks = Math.floor(outside / weekDays.length)
  const day = weeks * 7 + weekDays[outside - weeks * weekDays.length]!
  return rank < 0 ? index.first + day : index.last + day
}

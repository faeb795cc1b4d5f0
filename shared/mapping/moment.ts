import { FILE_INSTANT } from './context.ts'
import { compileInstant, type InstantOptions } from './converters/instant.ts'
import { refuse, type Sheet } from './sheet.ts'
import { readingAt, sourceAt, sourcesAt, type From, type Workbench } from './workbench.ts'

export type ReadMoment = (raw: unknown, sheet: Sheet) => number

type Moment = (InstantOptions & { readonly from: From }) | { readonly received: true }

/**
 * When a record happened or was changed. It must have such a time: 1970 and 2099 are refused, what is a little ahead of
 * the clock is brought back to now and flagged `future` (A10), because something that will have happened breaks every order.
 */
export function compileMoment(moment: Moment, bench: Workbench): ReadMoment {
  if ('received' in moment) return compileReceived(bench)
  const sources = sourcesAt(moment.from, bench)
  const ways = sources.map(({ path, read }) => ({
    read,
    convert: compileInstant({ future: 'clamp', ...moment }, readingAt(bench, path, true)),
  }))
  const path = sources.map(source => source.path).join(' | ')
  return (raw, sheet) => {
    for (const { read, convert } of ways) {
      const at = convert(read(raw), sheet)
      if (typeof at === 'number') return at
    }
    refuse(sheet, path, 'no value')
    return 0
  }
}

/**
 * Files are taken in another order than they were written in: the newest first, and one that was forgotten at last. What they tell was
 * changed when they were, whenever they are taken.
 */
function compileReceived(bench: Workbench): ReadMoment {
  const { read } = sourceAt(FILE_INSTANT, bench)
  return (raw, sheet) => {
    const told = read(raw)
    const at = typeof told === 'string' ? Date.parse(told) : Number.NaN
    return Number.isNaN(at) ? sheet.now : at
  }
}

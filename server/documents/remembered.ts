import type { Published } from '../../shared/city/city.ts'
import { compareText } from '../../shared/model/text-order.ts'
import { isNoticeName } from '../engine/notices.ts'
import { isPublishedName } from '../engine/published.ts'

type Known = ReadonlyMap<string, Published>

/**
 * Made anew only where something else was put in force. Six hundred documents take a tenth of a second, and they are asked for
 * with every page of the console.
 */
export function remembered<T>(make: (known: Known) => T): (known: Known) => T {
  let last: { readonly of: string; readonly made: T } | null = null
  return known => {
    const of = namesOf(known)
    if (last?.of !== of) last = { of, made: make(known) }
    return last.made
  }
}

/** Of what the console and the notices have put in force, by content. */
function namesOf(known: Known): string {
  const names: string[] = []
  for (const [name, { digest }] of known)
    if (isPublishedName(name) || isNoticeName(name)) names.push(`${name} ${digest}`)
  return names.sort(compareText).join('\n')
}

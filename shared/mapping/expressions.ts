import type { Value } from '../model/value.ts'
import { mask } from './masking/mask.ts'
import { cut } from './text/clean.ts'
import type { Read } from './path.ts'
import { refuseAs, type Sheet } from './sheet.ts'

/** What an expression made of one record, or why nothing came of it. */
export type Outcome =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string }

/** What the expressions of a mapping made of one record, by their texts. */
export type Computed = ReadonlyMap<string, Outcome>

/**
 * The expressions of one mapping. A mapping is pure and ends soon, and an expression may be anything: so it is evaluated elsewhere,
 * before its record is mapped, and here is only read what came of it.
 */
export interface Expressions {
  readonly texts: readonly string[]
  /** To be called before anything is read from a record; what is read after it is refused on this sheet. */
  readonly load: (computed: Computed | undefined, sheet: Sheet) => void
  /** `place`: where in the mapping it stands; refusals name it. */
  readonly reader: (text: string, place: string) => Read
}

const LONGEST_SHOWN = 60
const LONGEST_REASON = 200

export function createExpressions(): Expressions {
  const texts = new Set<string>()
  let computed: Computed | undefined
  let sheet: Sheet | null = null
  return {
    get texts() {
      return [...texts]
    },
    load(made, on) {
      computed = made
      sheet = on
    },
    reader(text, place) {
      texts.add(text)
      const shown = cut(text, LONGEST_SHOWN)
      return () => {
        const outcome = computed?.get(text)
        if (outcome?.ok === true) return outcome.value
        if (sheet === null) return undefined
        return outcome === undefined
          ? refuseAs(sheet, 'ours', place, 'the expression failed', `nobody evaluated “${shown}”`)
          : refuseAs(sheet, 'mapping', place, 'the expression failed', detailOf(outcome.reason, shown))
      }
    },
  }
}

/** What goes wrong is said with the values that it went wrong with. */
const detailOf = (reason: string, expression: string): string =>
  `${cut(mask(reason), LONGEST_REASON)} in “${expression}”`

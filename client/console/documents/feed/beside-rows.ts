import type { MetricDocument } from '../../../../shared/model/documents.ts'
import type { Value } from '../../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../../shared/sync/publications.ts'
import type { BesideInForce, DifferingNumber } from '../../../../shared/sync/trial.ts'
import { figureText } from '../../../figures/number.ts'
import type { DocumentWords } from '../../../language/documents.ts'
import { textIn, type Language } from '../../../language/say.ts'
import { triedRows } from '../tried-rows.ts'

interface Told {
  readonly kinds: DocumentsGround['kinds']
  readonly language: Language
  readonly words: DocumentWords
}

export interface NumberRow {
  readonly id: string
  readonly title: string
  /** The code of its dimension by its name; '' where it has none. */
  readonly dim: string
  readonly before: string
  readonly after: string
  readonly others: number
  readonly panels: readonly string[]
}

/** Numbers that would differ, as the wall would show them. */
export const numberRows = (numbers: BesideInForce['numbers'], told: Told): readonly NumberRow[] =>
  numbers.map(each => {
    const document = each.document as unknown as MetricDocument
    const [before, after] = [each.before, each.after].map(value => shownOf(each, value, document, told))
    return {
      ...{ id: document.id, title: textIn(told.language, document.title), others: each.others },
      ...{ dim: after?.dim ?? '', before: textOf(before), after: textOf(after) },
      panels: each.panels.map(
        ({ scene, panel }) => `${textIn(told.language, scene)} · ${textIn(told.language, panel)}`,
      ),
    }
  })

function shownOf({ dims, bucket }: DifferingNumber, value: Value, document: MetricDocument, told: Told) {
  const cell = { ...{ area: '', name: '', dims, bucket, value }, rows: 0 }
  return triedRows([cell], { document, ...told })[0]
}

const textOf = (row: ReturnType<typeof shownOf> | undefined): string =>
  row === undefined ? '' : figureText(row.figure)

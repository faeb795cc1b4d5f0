import type { AnyLedgerStep, LedgerStepName } from '../../shared/sync/ledger.ts'
import type { ContentOf } from '../work/use-act.ts'

/** What a form of a step holds; '' where nothing was filled in. */
export interface StepFields {
  text: string
  to: string
  parent: string
}

/** Nothing is written of these; of the others it may be left out of a few. */
export const WORDLESS: ReadonlySet<LedgerStepName> = new Set(['take'])
export const FEW_WORDS: ReadonlySet<LedgerStepName> = new Set(['move', 'assign', 'strike'])

export function stepOf(name: LedgerStepName, form: StepFields, seen: number): ContentOf<AnyLedgerStep> {
  const [text, parent] = [form.text.trim(), form.parent.trim()]
  return {
    seen,
    ...(WORDLESS.has(name) || text === '' ? {} : { text }),
    ...(name === 'assign' ? { to: form.to } : {}),
    ...(name === 'answer' && parent !== '' ? { parent } : {}),
  }
}

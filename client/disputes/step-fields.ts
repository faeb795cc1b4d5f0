import type { AnyDisputeStep, DisputeStepName } from '../../shared/sync/dispute.ts'
import type { ContentOf } from '../work/use-act.ts'

/** What a form of a step holds; '' where nothing was filled in. */
export interface StepFields {
  readonly text: string
  readonly form: string
  readonly agreementNo: string
  readonly way: string
}

/** Steps that say enough by being done. */
const SAYABLE: ReadonlySet<DisputeStepName> = new Set(['accept', 'begin', 'confirm'])
export const isSayable = (name: DisputeStepName): boolean => SAYABLE.has(name)

/** What is sent of a form: of its step, and of that what was filled in. An agreement by word has no number. */
export function contentOf(name: DisputeStepName, form: StepFields, seen: number): ContentOf<AnyDisputeStep> {
  const [text, agreementNo] = [form.text.trim(), form.agreementNo.trim()]
  return {
    seen,
    ...(text === '' ? {} : { text }),
    ...(name === 'settle' ? { form: form.form } : {}),
    ...(name === 'settle' && form.form === 'written' && agreementNo !== '' ? { agreementNo } : {}),
    ...(name === 'guide' ? { way: form.way } : {}),
  }
}

import type { Fields } from '../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../shared/sync/publications.ts'

/** What every form of a document is given; it emits `change` with a whole new document, in which all that it has no field for is as it was. */
export interface FormProps {
  /** As it was written, with whatever is in it. */
  readonly document: Fields
  readonly ground: DocumentsGround
  /** As the server says them. */
  readonly faults: readonly string[]
  readonly isNew: boolean
  /** Beside the form, for what it shows of what the document would do; null: not there yet. */
  readonly aside?: HTMLElement | null
}

import type { Fields } from '../../../shared/model/value.ts'
import type { DocumentFile, PublicationAct, ToldDraft } from '../../../shared/sync/publications.ts'
import { saysSame } from './written.ts'

/** What is to be put in force: a document, the folder's again, or none. */
export interface Intent {
  readonly act: PublicationAct
  /** With `publish` alone. */
  readonly document: Fields | null
}

export type CheckState = 'checking' | 'unknown' | 'faulty' | 'fine'

export interface Situation {
  readonly intent: Intent
  /** null: it is a new one. */
  readonly file: DocumentFile | null
  readonly needsSecond: boolean
  readonly isCounting: boolean
  readonly isBroken: boolean
  /** There is another one of the id of a new one. */
  readonly isTaken: boolean
  readonly check: CheckState
  readonly note: string
}

export type WhyNot =
  | 'broken'
  | 'moved'
  | 'taken'
  | 'checking'
  | 'unchecked'
  | 'faulty'
  | 'nothing'
  | 'counting'
  | 'second'
  | 'note'

/** Why it cannot be published as things are; null: it can. */
export function whyNot(situation: Situation): WhyNot | null {
  const { intent, file, needsSecond, isCounting, note } = situation
  const document = intent.act === 'publish' ? whyNotDocument(situation) : null
  if (document !== null) return document
  if (changesNothing(intent, file)) return 'nothing'
  if (isCounting) return 'counting'
  if (needsSecond && !isOfAnother(file?.draft ?? null, intent)) return 'second'
  return note.trim() === '' ? 'note' : null
}

function whyNotDocument({ intent, file, isBroken, isTaken, check }: Situation): WhyNot | null {
  if (isBroken) return 'broken'
  if (isTaken) return 'taken'
  if (file !== null && intent.document?.['id'] !== file.id) return 'moved'
  if (check === 'fine') return null
  return check === 'unknown' ? 'unchecked' : check
}

function changesNothing({ act, document }: Intent, file: DocumentFile | null): boolean {
  if (file === null) return false
  if (act === 'publish') return document !== null && file.inForce !== null && saysSame(document, file.inForce)
  if (act === 'retire') return file.inForce === null
  return file.folder === null || file.owner === 'folder'
}

/** A draft of somebody else that says just this. */
const isOfAnother = (draft: ToldDraft | null, { act, document }: Intent): boolean =>
  draft !== null &&
  !draft.isMine &&
  draft.act === act &&
  (act !== 'publish' || saysSame(draft.document ?? undefined, document ?? undefined))

/** Where somebody goes on: the draft, else what is in force, else what was once, else the folder's. */
export function startOf(file: DocumentFile): Fields {
  const drafted = file.draft?.act === 'publish' ? file.draft.document : null
  const once = file.versions.find(({ document }) => document !== null)?.document ?? null
  return drafted ?? file.inForce ?? once ?? file.folder ?? { id: file.id }
}

/** A new one begun from another: the same but for its id. */
export const copyOf = (file: DocumentFile): Fields => ({ ...startOf(file), id: '' })

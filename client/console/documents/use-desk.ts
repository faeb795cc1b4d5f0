import { computed, ref, type Ref } from 'vue'
import type { Fields } from '../../../shared/model/value.ts'
import type {
  ConsoleFamily,
  DocumentFile,
  DocumentsStanding,
  PublicationAct,
  ToldVersion,
} from '../../../shared/sync/publications.ts'
import type { DocumentWords } from '../../language/documents.ts'
import { filled } from '../../language/words.ts'
import { post } from '../../people/asking.ts'
import { useDoing } from '../../people/use-asked.ts'
import { wordAt } from './members.ts'
import { startOf, whyNot, type Intent } from './publishing.ts'
import { useCheck, type Check } from './use-check.ts'
import { useEditing, type Editing } from './use-editing.ts'
import { useLeaving } from './use-leaving.ts'

export interface DeskGiven {
  readonly family: ConsoleFamily
  /** What somebody begins with. */
  readonly start: Fields
  /** null: it is a new one. */
  readonly file: () => DocumentFile | null
  readonly standing: () => DocumentsStanding
  readonly words: () => DocumentWords
  /** Asks anew how it stands. */
  readonly again: () => Promise<void>
}

/** A document that somebody works on: what he makes of it, what the server says of that, and how it comes into force. */
export function useDesk(given: DeskGiven) {
  const { family, file, words } = given
  const editing = useEditing(given.start, () => keptOf(given))
  const check = useCheck(family, () => editing.document.value, file()?.isFixed === true)
  const doing = useDoing()
  const leaving = useLeaving(() => editing.isDirty.value || doing.busy.value)
  const note = ref(file()?.draft?.note ?? '')
  /** What is about to come into force; null: nothing is. */
  const act = ref<PublicationAct | null>(null)
  /** Somebody else put another one in force meanwhile. */
  const isStale = ref(false)
  const basis = ref(file()?.draft?.basis ?? file()?.digest ?? '')

  const saying = useSaying(given, { editing, check, note, act })
  const { id, intent, isTaken } = saying
  const named = () => ({
    ...{ family, id: id.value, act: intent.value.act },
    ...(intent.value.document === null ? {} : { document: intent.value.document }),
  })
  const state = { ...given, editing, check, doing, leaving, note, act, isStale, basis, id, named }
  return {
    ...{ ...state, ...saying },
    /** A draft has an id of its own, and may have any other fault. */
    canSave: computed(
      () => editing.isDirty.value && !editing.isBroken.value && id.value !== '' && !isTaken.value,
    ),
    isRebased: computed(() => file() !== null && basis.value !== file()?.digest),
    jot: (text: string) => void (note.value = text),
    /** What comes into force is looked at first, and why. */
    open: (wanted: PublicationAct) => void (act.value = wanted),
    close: () => void (act.value = null),
    save: () => saveDraft(state, words().savedDraft),
    handOver: () => saveDraft(state, words().handedOver),
    publish: () => publish(state),
    discard: () => discard(state),
    /** An older version, as a change that can be undone. */
    take({ version, document }: ToldVersion) {
      if (document === null) return
      editing.change(document)
      note.value = filled(words().takeNote, { n: version })
      doing.done.value = filled(words().taken, { n: version })
    },
  }
}
interface Written {
  readonly editing: Editing
  readonly check: Check
  readonly note: Ref<string>
  readonly act: Ref<PublicationAct | null>
}

/** What is about to come into force, and why it cannot. */
function useSaying({ family, file, standing }: DeskGiven, { editing, check, note, act }: Written) {
  const id = computed(() => file()?.id ?? wordAt(editing.document.value, 'id'))
  const isTaken = computed(
    () => file() === null && standing().families[family].some(each => each.id === id.value),
  )
  const intent = computed((): Intent => {
    const wanted = act.value ?? 'publish'
    return { act: wanted, document: wanted === 'publish' ? editing.document.value : null }
  })
  const why = computed(() =>
    whyNot({
      ...{ intent: intent.value, file: file(), note: note.value },
      ...{ needsSecond: standing().needsSecond, isCounting: standing().isCounting },
      ...{ isBroken: editing.isBroken.value, isTaken: isTaken.value, check: check.state.value },
    }),
  )
  return { id, isTaken, intent, why }
}

export type Desk = ReturnType<typeof useDesk>

const keptOf = ({ file, start }: DeskGiven): Fields => {
  const now = file()
  return now === null ? start : startOf(now)
}

type State = DeskGiven &
  Pick<
    Desk,
    'editing' | 'check' | 'doing' | 'leaving' | 'note' | 'act' | 'isStale' | 'basis' | 'id' | 'named'
  >

const pathOf = ({ family, id }: State) => `/console/documents/${family}/${id.value}`

/** What is sent is there; a new one has a page of its own from now on. */
async function settle(state: State): Promise<void> {
  if (state.file() === null) await state.leaving.go(pathOf(state))
  else await state.again()
}

async function saveDraft(state: State, sentence: string): Promise<void> {
  const body = { ...state.named(), note: state.note.value.trim(), basis: state.basis.value }
  const isDone = await state.doing.run(() => post('/api/documents/drafts', body), sentence)
  if (!isDone) return
  state.act.value = null
  await settle(state)
}

async function publish(state: State): Promise<void> {
  const { doing, act, note, isStale, basis } = state
  let version = 0
  const isDone = await doing.run(async () => {
    const body = { ...state.named(), note: note.value.trim(), seen: state.file()?.digest ?? '' }
    version = (await post<ToldVersion>('/api/documents', body)).version
  })
  if (!isDone) {
    isStale.value = doing.fault.value?.code === 'stale'
    if (isStale.value) await state.again()
    return
  }
  const wasOfDocument = act.value === 'publish'
  act.value = null
  note.value = ''
  isStale.value = false
  await settle(state)
  const after = state.file()
  basis.value = after?.digest ?? ''
  // What was new is in force now.
  void state.check.ask()
  if (after !== null && !wasOfDocument) state.editing.change(startOf(after))
  doing.done.value = filled(state.words().published, { n: version })
}

async function discard(state: State): Promise<void> {
  const { doing, family, id, basis, editing } = state
  const isDone = await doing.run(
    () => post('/api/documents/drafts/discard', { family, id: id.value }),
    state.words().discarded,
  )
  if (!isDone) return
  await state.again()
  const after = state.file()
  if (after === null) return
  basis.value = after.digest
  editing.change(startOf(after))
}

import { computed, ref, shallowRef } from 'vue'
import type { Fields } from '../../../shared/model/value.ts'
import { begun, changed, redone, undone } from './past.ts'
import { saysSame } from './written.ts'

/** What somebody makes of a document, on whichever of its two sides he writes. `kept` is what would not be lost. */
export function useEditing(start: Fields, kept: () => Fields | null) {
  const past = shallowRef(begun(start))
  const isBroken = ref(false)
  /** A key was pressed in a field, and whoever hears of it tells what became of the document before the event is over. */
  let isTyping = false
  const document = computed(() => past.value.now)
  return {
    document,
    /** Its source cannot be read as it stands: the document is what it was before. */
    isBroken,
    isDirty: computed(() => isBroken.value || !saysSame(document.value, kept() ?? undefined)),
    canUndo: computed(() => past.value.before.length > 0),
    canRedo: computed(() => past.value.after.length > 0),
    typing(is: boolean) {
      isTyping = is
    },
    change(after: Fields) {
      past.value = changed(past.value, after, isTyping)
    },
    /** Of the source, which is read some time after the key. */
    write(after: Fields) {
      past.value = changed(past.value, after, true)
    },
    undo() {
      past.value = undone(past.value)
    },
    redo() {
      past.value = redone(past.value)
    },
  }
}
export type Editing = ReturnType<typeof useEditing>

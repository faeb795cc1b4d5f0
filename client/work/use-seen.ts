import { computed, ref, watch, type Ref } from 'vue'
import type { Matter } from './matter.ts'

/** How what was told is parted into lists. */
export interface SeenLists<All, Listed extends Matter, Name extends string> {
  readonly listed: (all: All) => readonly Listed[]
  /** What is told apart, in which order. */
  readonly lists: {
    readonly names: readonly Name[]
    readonly inList: (all: readonly Listed[], list: Name) => readonly Listed[]
    /** Where somebody begins; of nothing, what is open. */
    readonly firstList: (all: readonly Listed[]) => Name
  }
  /** Which of them somebody wants to see at all; left out: all. */
  readonly narrowed?: (all: readonly Listed[]) => readonly Listed[]
}

export interface Count<Name extends string> {
  readonly name: Name
  /** null: nobody told yet. */
  readonly n: number | null
}

/** Which list is seen, how many are in each, and which are in it. Once they are told somebody begins with one that has something for him. */
export function useSeen<All, Listed extends Matter, Name extends string>(
  { lists, listed, narrowed }: SeenLists<All, Listed, Name>,
  all: Readonly<Ref<All | null>>,
  begin: (first: string) => void,
) {
  const list = ref(null) as Ref<Name | null>
  watch(all, told => {
    if (told === null || list.value !== null) return
    const matters = listed(told)
    list.value = lists.firstList(matters)
    const [first] = lists.inList(matters, list.value)
    if (first !== undefined) begin(first.id)
  })
  const matters = computed(() => {
    if (all.value === null) return null
    const told = listed(all.value)
    return narrowed?.(told) ?? told
  })
  const tab = computed(() => list.value ?? lists.firstList([]))
  return {
    ...{ list, tab },
    counts: computed((): readonly Count<Name>[] =>
      lists.names.map(name => ({
        name,
        n: matters.value === null ? null : lists.inList(matters.value, name).length,
      })),
    ),
    rows: computed(() => lists.inList(matters.value ?? [], tab.value)),
  }
}

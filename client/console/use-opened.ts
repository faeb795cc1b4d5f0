import { computed, watch, type Ref } from 'vue'
import type { QuarantineGroup } from '../../shared/sync/quarantine.ts'
import { groupKey, openedAt, type Chosen } from './quarantine.ts'

/**
 * The group that is open, and which of its records is on show. Whoever opened it without a record has its newest as it was then: what is
 * set aside later takes nobody away from what he reads, tries or writes.
 */
export function useOpened(
  chosen: Readonly<Ref<Chosen>>,
  groups: Readonly<Ref<readonly QuarantineGroup[]>>,
  /** The address says from now on what is on show. */
  say: (opened: Partial<Chosen>) => void,
) {
  const group = computed(() => groups.value.find(each => groupKey(each) === chosen.value.group) ?? null)
  const entry = computed(() => chosen.value.entry || (group.value === null ? '' : String(group.value.newest)))
  watch(
    [group, () => chosen.value.entry],
    ([opened, named]) => {
      if (opened !== null && named === '') say(openedAt(opened))
    },
    { immediate: true },
  )
  return { group, entry }
}

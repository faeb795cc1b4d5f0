import { expect, test } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import type { QuarantineGroup } from '../../shared/sync/quarantine.ts'
import { chosenIn, openedAt, type Chosen } from './quarantine.ts'
import { useOpened } from './use-opened.ts'

const group = (id: string, newest: number): QuarantineGroup => ({
  ...{ id, feed: 'hospital', title: { zh: '医院', en: 'hospital' }, department: { zh: '甲', en: 'a' } },
  ...{ blame: 'upstream', reason: 'no value', path: 'name', entries: 1, records: 1 },
  ...{ firstAt: 0, lastAt: newest, newest, discarded: null },
})

test('[CNS11] what comes to an open group takes nobody away from the record that he has open', async () => {
  const chosen = ref<Chosen>(chosenIn({ group: 'hospital/00' }))
  const groups = shallowRef<readonly QuarantineGroup[]>([])
  const scope = effectScope()
  const opened = scope.run(() =>
    useOpened(chosen, groups, change => void (chosen.value = { ...chosen.value, ...change })),
  )!
  expect([opened.group.value, opened.entry.value]).toEqual([null, ''])
  groups.value = [group('11', 8), group('00', 7)]
  await nextTick()
  expect([opened.entry.value, chosen.value.entry]).toEqual(['7', '7'])
  groups.value = [group('11', 10), group('00', 9)]
  await nextTick()
  expect([opened.entry.value, opened.group.value?.newest]).toEqual(['7', 9])
  // Another group is another record, and this one again its newest.
  chosen.value = { ...chosen.value, ...openedAt(group('11', 10)) }
  expect(opened.entry.value).toBe('10')
  chosen.value = { ...chosen.value, ...openedAt(group('00', 9)) }
  expect(opened.entry.value).toBe('9')
  scope.stop()
})

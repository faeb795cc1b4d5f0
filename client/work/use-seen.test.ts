import { expect, test, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import type { Matter } from './matter.ts'
import { useSeen } from './use-seen.ts'

const matter = (id: string, open: boolean): Matter => ({ id, row: { open }, can: [] })

test('[WRKC5] how many are in a list is not known before it was told, and then it may be none', async () => {
  const all = shallowRef<readonly Matter[] | null>(null)
  const begin = vi.fn()
  const scope = effectScope()
  const { counts, rows } = scope.run(() =>
    useSeen(
      {
        listed: (told: readonly Matter[]) => told,
        lists: {
          names: ['open', 'over'] as const,
          inList: (told, list) => told.filter(({ row }) => (row['open'] === true) === (list === 'open')),
          firstList: () => 'open',
        },
      },
      all,
      begin,
    ),
  )!
  expect(counts.value.map(({ n }) => n)).toEqual([null, null])
  expect(rows.value).toEqual([])
  all.value = [matter('a', true), matter('b', true)]
  await nextTick()
  expect(counts.value.map(({ n }) => n)).toEqual([2, 0])
  expect(begin).toHaveBeenCalledExactlyOnceWith('a')
  scope.stop()
})

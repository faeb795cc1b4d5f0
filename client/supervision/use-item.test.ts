import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import type { ItemSupervisions, SupervisionHistory } from '../../shared/sync/supervision.ts'
import { useItem } from './use-item.ts'

const supervision = (id: string, open: boolean): SupervisionHistory => ({
  ...{ id, row: { open }, can: [], history: [] },
})
const told = (over: Partial<ItemSupervisions>): ItemSupervisions =>
  ({ ...{ item: {}, corrections: [], supervisions: [], issue: 'leader' }, ...over }) as ItemSupervisions

const answer = vi.fn<() => Response>()
beforeEach(() => void vi.stubGlobal('fetch', () => Promise.resolve(answer())))
afterEach(() => void vi.unstubAllGlobals())

async function opened(first: ItemSupervisions) {
  answer.mockImplementation(() => Response.json(first))
  const record = ref<string | null>(null)
  const news = ref(0)
  const scope = effectScope()
  const item = scope.run(() => useItem(record, news))!
  record.value = 'gcproj/p#6-1'
  await vi.waitFor(() => expect(item.told.value).not.toBeNull())
  return { ...item, record, news, stop: () => scope.stop() }
}

test('[SUPC14] whom another was before keeps his form, and what was pressed is beside it', async () => {
  const other = supervision('DB-1', true)
  const { told: shown, issuing, news, issued, changed, record, stop } = await opened(told({}))
  issuing.value = 'leader'
  // By the word of the socket, and by the refusal of what he sends.
  answer.mockImplementation(() => Response.json(told({ issue: null, supervisions: [other] })))
  news.value++
  await vi.waitFor(() => expect(shown.value?.supervisions).toEqual([other]))
  expect(issuing.value).toBe('leader')
  issued(other, false)
  expect([issuing.value, shown.value?.supervisions]).toEqual(['leader', [other]])
  // What he does with the other one takes nothing from it either; what was taken does.
  changed(supervision('DB-1', false))
  expect(issuing.value).toBe('leader')
  issued(supervision('DB-2', true), true)
  expect([issuing.value, shown.value?.supervisions.map(({ id }) => id)]).toEqual([null, ['DB-2', 'DB-1']])
  issuing.value = 'leader'
  record.value = 'gcproj/p#6-2'
  await nextTick()
  expect(issuing.value).toBeNull()
  stop()
})

test('[SUPC14] what could not be read anew is known to be that, and what was told stays', async () => {
  const { told: shown, fault, news, stop } = await opened(told({}))
  answer.mockImplementation(() => Response.json({ code: 'busy', error: '' }, { status: 503 }))
  news.value++
  await vi.waitFor(() => expect(fault.value?.code).toBe('busy'))
  expect(shown.value?.issue).toBe('leader')
  stop()
})

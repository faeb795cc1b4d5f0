import { expect, test } from 'vitest'
import { RECOUNT_KEY } from '../../shared/model/cell.ts'
import { phraseText } from '../figures/phrase.ts'
import { recountIn } from './recount.ts'
import { stalenessOf } from './staleness.ts'
import { cellsFrom, feedOf, metricOf, NOW, reportAt, shown } from './widget.fixture.ts'

const parts = {
  metrics: [metricOf({ id: 'open' })],
  feeds: [[feedOf({ id: 'a' }), reportAt(NOW)]],
  roles: { open: 'open' },
} as const

test('[WID43] a number of before says that it is counted anew, and how far that is', () => {
  const { reader } = shown({ ...parts, cells: { [RECOUNT_KEY]: { done: 349, of: 1000, since: NOW } } })
  const stale = stalenessOf(reader, reader.feeds('open'))
  expect([stale?.ink, phraseText(stale?.phrase ?? [])]).toEqual(['soft', '重算中 34 %'])
  const fresh = shown(parts).reader
  expect(stalenessOf(fresh, fresh.feeds('open'))).toBeNull()
})

test('[WID43] how far it is is known before there is anything to count', () => {
  const at = (done: number, of: number) => recountIn(cellsFrom({ [RECOUNT_KEY]: { done, of, since: NOW } }))
  expect([at(0, 0)?.share, at(2, 3)?.share, recountIn(cellsFrom({}))]).toEqual([0, 66, null])
})

import { shallowRef, type ShallowRef } from 'vue'
import { documentKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Cells, MetricCell } from '../widgets/cells.ts'
import { createCellIndex, familyGroup, metricGroup } from './cell-index.ts'

/**
 * Cells that remember who asked for them. The values themselves are plain: making thousands of them reactive would cost
 * more than everything else a screen does.
 */
export interface TrackedCells extends Cells {
  /** These cells are other ones now: whoever asked for them is told. */
  changed(keys: Iterable<string>): void
}

export function createTrackedCells(values: ReadonlyMap<string, Value>): TrackedCells {
  const index = createCellIndex()
  for (const key of values.keys()) index.note(key, true)
  const signals = new Map<string, ShallowRef<number>>()

  function track(name: string): void {
    let signal = signals.get(name)
    if (signal === undefined) signals.set(name, (signal = shallowRef(0)))
    void signal.value
  }

  function tell(name: string): void {
    const signal = signals.get(name)
    if (signal !== undefined) signal.value++
  }

  return {
    get(key) {
      track(`=${key}`)
      return values.get(key) ?? null
    },
    of(metric, area) {
      track(metricGroup(metric, area))
      const cells: MetricCell[] = []
      for (const [key, address] of index.of(metric, area))
        cells.push({ key, address, value: values.get(key) ?? null })
      return cells
    },
    documents(family) {
      track(familyGroup(family))
      const start = documentKey(family, '').length
      return new Map([...index.documents(family)].map(key => [key.slice(start), values.get(key) ?? null]))
    },
    changed(keys) {
      for (const key of keys) {
        const group = index.note(key, values.has(key))
        tell(`=${key}`)
        if (group !== null) tell(group)
      }
    },
  }
}

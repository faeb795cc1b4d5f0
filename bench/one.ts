// Run by main.ts, in a process of its own: one benchmark.
import type { Ground, Row } from './ground/benchmark.ts'
import { findBenchmarks, loadBenchmark } from './ground/find.ts'

const [name = '', folder = '', form = ''] = process.argv.slice(2)
const found = findBenchmarks().find(each => each.name === name)
if (found === undefined) throw new Error(`there is no benchmark "${name}"`)

/** A message to main.ts, which is gone before its sender only when it was stopped. */
export type Message = { readonly row: Row } | { readonly note: string }
const tell = (message: Message) => void process.send?.(message)

const ground: Ground = {
  long: form === 'long',
  folder,
  row: row => tell({ row }),
  note: note => tell({ note }),
}
await (await loadBenchmark(found)).run(ground)
process.disconnect?.()

import { createEvaluator } from '../../server/expressions/evaluator.ts'
import type { Benchmark } from '../ground/benchmark.ts'
import { range } from '../ground/city.ts'

const BATCH = 1_000

const EXPRESSIONS: readonly (readonly [what: string, texts: readonly string[]])[] = [
  ['one field, told as it is', ['record["地址"]']],
  [
    'a pattern and a choice',
    ['record["地址"].find("([0-9]+)号楼")', 'has(record.a) ? record.a : record["应收"]'],
  ],
  ['rows looked through', ['record["环节"].filter(s, s.done).map(s, s.step).join("、")']],
]

/** What it costs to have values of a record worked out, on the way to another process and back. */
export const benchmark: Benchmark = {
  title: 'expressions over a record (reports of 1000)',
  limitSeconds: [60, 120],
  async run(ground) {
    const { evaluate, stop } = createEvaluator()
    const records = range(BATCH, n => ({
      ...{ 单号: `W-${n}`, 地址: `演示小区 ${n % 40}号楼 ${n % 6}单元`, 应收: n * 1.5 },
      环节: range(5, i => ({ step: `第${i}步`, done: i < n % 5 })),
    }))
    for (const [what, texts] of EXPRESSIONS) {
      await evaluate('warm', texts, records)
      const ours: number[] = []
      for (let round = 0; round < (ground.long ? 50 : 20); round++) {
        const start = performance.now()
        await evaluate('bench', texts, records)
        ours.push(((performance.now() - start) * 1_000) / BATCH)
      }
      ground.row({ what, unit: 'us', ours })
    }
    await stop()
    ground.note(
      'per record, from the record to its value in the server: JSON there and back, and the expression.',
    )
  },
}

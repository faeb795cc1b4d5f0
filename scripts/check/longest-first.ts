import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short to read and long to run: they would begin last, and the other workers would wait for them. */
const LONG = [
  'tests/city/nights.e2e.test.ts',
  'tests/screens/soak.e2e.test.ts',
  'tests/faults/kill.e2e.test.ts',
  'tests/shipped-feeds.test.ts',
]

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some(path => moduleId.endsWith(path))

/** Files without a time of an earlier run begin in the order of their size, except for those known to be long. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

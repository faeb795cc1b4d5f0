import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/check/longest-first.ts'

const long = process.env.LONG === '1'
const SERVICES = '**/*.{pg,maria,mqtt,amqp,nats,service}.test.ts'
const BROWSER = 'tests/**/*.e2e.test.ts'
/** The whole pretend city, hours of it in minutes: nothing else may take its processor. */
const CITY = 'tests/city/city.e2e.test.ts'
const NOT_OURS = ['**/node_modules/**', 'dist/**', 'bench/**']

/** The long forms repeat and search for minutes; the short ones fail fast. */
const limit = (seconds: number) => (long ? 20 * 60 : seconds) * 1000

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Left alone, one core of two would rest.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,mock-data,client,scripts,tests}/**/*.test.ts'],
          exclude: [...NOT_OURS, SERVICES, BROWSER],
          testTimeout: limit(20),
          hookTimeout: limit(20),
          // Modules hold no state, so files share their workers: a fresh one per file costs more than most tests.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        test: {
          name: 'services',
          include: [SERVICES],
          exclude: NOT_OURS,
          testTimeout: limit(60),
          hookTimeout: limit(60),
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: [...NOT_OURS, CITY],
          testTimeout: limit(180),
          hookTimeout: limit(180),
          // Much of it waits: for pages, for processes that start, for feeds that fall silent. More than two would be late.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'city',
          include: [CITY],
          exclude: NOT_OURS,
          // Half an hour of silence at its speed is three minutes.
          testTimeout: limit(300),
          hookTimeout: limit(300),
        },
      },
    ],
  },
})

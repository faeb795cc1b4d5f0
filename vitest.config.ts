import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/check/longest-first.ts'
import { timeLimit } from './scripts/check/long-form.ts'

const SERVICES = '**/*.{pg,maria,mqtt,amqp,nats,sshd,service}.test.ts'
const BROWSER = 'tests/**/*.e2e.test.ts'
/** The whole pretend city, hours of it in minutes: nothing else may take its processor. */
const CITY = 'tests/city/city.e2e.test.ts'
const NOT_OURS = ['**/node_modules/**', 'dist/**', 'bench/**']

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Left alone, one core of two would rest.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // What a component says is read from its page as a server would write it: no browser is needed for that.
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['{shared,server,mock-data,client,scripts,tests}/**/*.test.ts'],
          exclude: [...NOT_OURS, SERVICES, BROWSER],
          testTimeout: timeLimit(20),
          hookTimeout: timeLimit(20),
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
          testTimeout: timeLimit(60),
          hookTimeout: timeLimit(60),
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: [...NOT_OURS, CITY],
          testTimeout: timeLimit(180),
          hookTimeout: timeLimit(180),
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
          testTimeout: timeLimit(300),
          hookTimeout: timeLimit(300),
        },
      },
    ],
  },
})

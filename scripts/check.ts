// node scripts/check.ts: everything a change must pass. It goes on after a failure, so that one run shows all of them.
import { reportOf, type Result } from './check/report.ts'
import { BUILD, runStatic, runSuite, STATIC_CHECKS, WAITING_SUITES, WORKING_SUITES } from './check/steps.ts'
import { inLanes } from './command.ts'

const results: Result[] = []
const keep = async (result: Promise<Result>): Promise<void> => void results.push(await result)
const runSuites = async (suites: readonly string[]): Promise<void> => {
  for (const suite of suites) await keep(runSuite(suite))
}

await keep(runStatic(BUILD))
await Promise.all([inLanes(STATIC_CHECKS, 2, check => keep(runStatic(check))), runSuites(WAITING_SUITES)])
await runSuites(WORKING_SUITES)
console.log(`\n${reportOf(results).join('\n')}`)
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0

// node scripts/check.ts: everything a change must pass. It goes on after a failure, so that one run shows all of them.
import { reportOf, type Result } from './check/report.ts'
import { runStatic, runSuite, STATIC_CHECKS, SUITES } from './check/steps.ts'
import { inLanes } from './command.ts'

const results: Result[] = []
await inLanes(STATIC_CHECKS, 2, async check => {
  results.push(await runStatic(check))
})
for (const suite of SUITES) results.push(await runSuite(suite))
console.log(`\n${reportOf(results).join('\n')}`)
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0

// node scripts/ensure-build.ts: builds the client and the server where they were never built or their sources changed since.
import { ROOT, runCommand, seconds } from './command.ts'
import { CLIENT, isStale, SERVER, type Built } from './staleness.ts'

const build = async ({ name }: Built) => {
  const { code, output, milliseconds } = await runCommand('vite', ['build', name, '--logLevel', 'warn'])
  if (code === 0) return console.log(`${name}: built in ${seconds(milliseconds)}`)
  console.error(`${output}\n${name}: the build FAILED`)
  process.exitCode = 1
}

for (const each of [CLIENT, SERVER]) {
  if (isStale(each, ROOT)) await build(each)
  else console.log(`${each.name}: built already`)
}

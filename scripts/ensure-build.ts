// node scripts/ensure-build.ts: builds the client when it was never built or its sources changed since.
import { isStale } from './client-build/staleness.ts'
import { ROOT, runCommand, seconds } from './command.ts'

const build = async () => {
  const { code, output, milliseconds } = await runCommand('vite', ['build', 'client', '--logLevel', 'warn'])
  if (code === 0) return console.log(`client: built in ${seconds(milliseconds)}`)
  console.error(`${output}\nclient: the build FAILED`)
  process.exitCode = 1
}

if (isStale(ROOT)) await build()
else console.log('client: built already')

import { dispatch } from './dispatch.ts'
import { commands } from './registry.ts'

process.exitCode = await dispatch(
  process.argv.slice(2),
  commands,
  {
    environment: process.env,
    now: Date.now,
    say: line => process.stdout.write(`${line}\n`),
  },
  line => process.stderr.write(`${line}\n`),
)

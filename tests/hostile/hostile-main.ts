/**
 * The server's own process over the documents of another folder: hostile-main.ts <documents> [<address>:<port> …]. Where the pretend
 * city does not run, feeds reach those places of this machine.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { run } = await import('../../server/run.ts')
const [, , documents, ...places] = process.argv
await run(process.env, documents, new Set(places))

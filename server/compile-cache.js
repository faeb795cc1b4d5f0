// Loaded before everything else (`npm start`), and the one source that is no TypeScript: what is in the cache needs no compiler. Without
// this line first the compiler of types stays in memory for the sake of a thread or a command, some forty megabytes of it.
import { enableCompileCache } from 'node:module'

enableCompileCache()

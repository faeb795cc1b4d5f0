// Loaded before everything else (`npm start`), and the one file that is no TypeScript: what is in the cache needs no compiler, and without
// this line first the compiler of types stays in memory for the sake of main.ts, some forty megabytes of it.
import { enableCompileCache } from 'node:module'

enableCompileCache()

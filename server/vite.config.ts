import { join } from 'node:path'
import { defineConfig } from 'vite'
import { ownAddresses } from '../scripts/server-build/own-addresses.ts'

const OUT = join(import.meta.dirname, '../dist/server')

/**
 * Started for each file that is dropped, or again after an expression that did not end, with no right to keep what was compiled: from
 * their sources they brought the compiler of types along every time, which took longer than all else they do.
 */
const PARSER = join(import.meta.dirname, 'connectors/files/parse-file.ts')
const EVALUATION = join(import.meta.dirname, 'expressions/evaluate-records.ts')
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  [PARSER, 'parse-file'],
  [EVALUATION, 'evaluate-records'],
])

/**
 * The server as one file: half of its start was spent on finding, reading and linking 1 500 modules, most of them typebox's
 * (ADR 18). Other packages stay where npm put them; threads and other processes start from their sources as before.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [ownAddresses(OUT, PROGRAMS)],
  // What the parser of dropped files is made of as well: it is plain, and read anew for each file.
  ssr: { noExternal: [/^(typebox|csv-parse|fflate|saxes|xmlchars)(\/|$)/] },
  build: {
    ssr: true,
    rolldownOptions: {
      input: {
        main: join(import.meta.dirname, 'main.ts'),
        ...Object.fromEntries([...PROGRAMS].map(([source, name]) => [name, source])),
      },
    },
    outDir: OUT,
    emptyOutDir: true,
    target: 'node26',
    // Traces and profiles name what was written, and its lines can be read.
    minify: false,
    reportCompressedSize: false,
  },
})

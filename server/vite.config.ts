import { join } from 'node:path'
import { defineConfig } from 'vite'
import { ownAddresses } from '../scripts/server-build/own-addresses.ts'

const OUT = join(import.meta.dirname, '../dist/server')

/**
 * The server as one file: half of its start was spent on finding, reading and linking 1 500 modules, most of them typebox's
 * (ADR 18). Other packages stay where npm put them; threads and other processes start from their sources as before.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [ownAddresses(OUT)],
  ssr: { noExternal: [/^typebox(\/|$)/] },
  build: {
    ssr: 'main.ts',
    outDir: OUT,
    emptyOutDir: true,
    target: 'node26',
    // Traces and profiles name what was written, and its lines can be read.
    minify: false,
    reportCompressedSize: false,
  },
})

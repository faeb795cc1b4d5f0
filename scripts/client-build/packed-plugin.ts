import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { inLanes } from '../command.ts'

/** Fonts and pictures are packed as they are. */
const PACKABLE = /\.(js|css|svg|json)$/
/** What is smaller travels in one packet either way. */
const LEAST_BYTES = 1_024
const LANES = 4

const packings = [
  [
    'br',
    (content: Buffer) =>
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  ],
  ['gz', (content: Buffer) => promisify(gzip)(content, { level: 9 })],
] as const

/** Beside each built file that grows smaller by it: how it goes out to browsers that take it packed (server/http/packed-files.ts). */
export const packedPlugin = (): Plugin => ({
  name: 'liaowang-packed',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter(name => name.startsWith('assets/') && PACKABLE.test(name))
    await inLanes(names, LANES, async name => {
      const path = join(dir, name)
      const content = await readFile(path)
      if (content.length < LEAST_BYTES) return
      for (const [ending, pack] of packings) await writeFile(`${path}.${ending}`, await pack(content))
    })
  },
})

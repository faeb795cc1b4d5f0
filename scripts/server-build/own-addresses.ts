import { relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/**
 * A module that asks for its address is told that of its source, as it lies from the folder that it is built into: what it
 * starts or reads lies beside that, and both can be moved together.
 */
export const ownAddresses = (builtInto: string): Plugin => ({
  name: 'liaowang-own-addresses',
  enforce: 'pre',
  transform(code, id) {
    if (id.includes('node_modules')) return null
    if (/import\.meta\.(dirname|filename)/.test(code))
      this.error('only import.meta.url is known once it is built')
    const source = JSON.stringify(relative(builtInto, id).split(sep).join('/'))
    return { code: code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`), map: null }
  },
})

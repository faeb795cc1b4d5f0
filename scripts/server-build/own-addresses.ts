import { dirname, join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/** `new URL('beside.ts', import.meta.url)`, or the module's own address by itself. */
const ADDRESS = /new URL\('([^']+)', import\.meta\.url\)|import\.meta\.url/g

/**
 * A module that asks for its address is told that of its source, as it lies from the folder that it is built into: what it
 * starts or reads lies beside that, and both can be moved together. A program that is built as well (`programs`: its source,
 * and its name there) is started as it was built.
 */
export const ownAddresses = (
  builtInto: string,
  programs: ReadonlyMap<string, string> = new Map(),
): Plugin => ({
  name: 'liaowang-own-addresses',
  enforce: 'pre',
  transform(code, id) {
    if (id.includes('node_modules')) return null
    if (/import\.meta\.(dirname|filename)/.test(code))
      this.error('only import.meta.url is known once it is built')
    const source = JSON.stringify(relative(builtInto, id).split(sep).join('/'))
    const own = `new URL(${source}, import.meta.url).href`
    const addressed = code.replaceAll(ADDRESS, (_, beside?: string) => {
      if (beside === undefined) return own
      const program = programs.get(join(dirname(id), beside))
      return program === undefined
        ? `new URL('${beside}', ${own})`
        : `new URL('./${program}.js', import.meta.url)`
    })
    return { code: addressed, map: null }
  },
})

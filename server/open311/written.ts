import type { Response } from 'express'

/** What an answer says, in JSON and in XML alike; null is an element without text. */
export type Said = string | number | boolean | null | readonly Said[] | { readonly [name: string]: Said }

/** How GeoReport v2 calls what is listed, and each of it. */
export interface Elements {
  readonly root: string
  /** Left out: it is no list. */
  readonly each?: string
}

/** JSON where the path ends so, else XML, which every client of GeoReport v2 must read. */
export function answer(response: Response, format: string, said: Said, elements: Elements): void {
  response.set('cache-control', 'no-store')
  if (format === 'json') return void response.json(said)
  response.type('text/xml; charset=utf-8').send(xmlOf(said, elements))
}

export function xmlOf(said: Said, { root, each }: Elements): string {
  const inner = Array.isArray(said)
    ? said.map(one => element(each ?? root, one as Said)).join('')
    : contentOf(said)
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root}>${inner}</${root}>`
}

/** Names of elements are ours; a list within one repeats it under the name without its last letter (`values`, `value`). */
function contentOf(said: Said): string {
  if (said === null) return ''
  if (typeof said !== 'object') return escaped(String(said))
  return Object.entries(said)
    .map(([name, value]) =>
      Array.isArray(value)
        ? `<${name}>${value.map(one => element(name.slice(0, -1), one as Said)).join('')}</${name}>`
        : element(name, value),
    )
    .join('')
}

const element = (name: string, said: Said): string => `<${name}>${contentOf(said)}</${name}>`

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Characters that XML 1.0 has no way to say are left out (2.2). */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>]/g, each => ESCAPES[each] ?? '')
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

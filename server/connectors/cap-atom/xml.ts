import { SaxesParser } from 'saxes'

/** One element with what is in it; whitespace between elements is kept in `text`. */
export interface Element {
  /** The namespace, '' for none. */
  readonly space: string
  readonly name: string
  /** Those without a prefix. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  readonly text: string
}

/** Limits on XML from outside: what is deeper or longer is no feed and no warning. */
export const XML_LIMITS = { bytes: 2 * 2 ** 20, depth: 24, elements: 50_000 }

export type ParsedXml =
  | { readonly ok: true; readonly root: Element }
  | { readonly ok: false; readonly reason: string }

const no = (reason: string): ParsedXml => ({ ok: false, reason })

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Parses UTF-8 XML within the limits. Document types are refused, and with them every entity of somebody's own. */
export function parseXml(bytes: Buffer): ParsedXml {
  if (bytes.length > XML_LIMITS.bytes) return no(`larger than ${XML_LIMITS.bytes / 2 ** 20} MB`)
  const text = utf8(bytes)
  if (text === null) return no('not UTF-8')
  try {
    return { ok: true, root: treeOf(text) }
  } catch (error) {
    return no(`not XML: ${error instanceof Error ? error.message.slice(0, 160) : 'unreadable'}`)
  }
}

function utf8(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    // The decoder's only complaint: bytes that are not UTF-8. The caller says so.
    return null
  }
}

interface Open extends Element {
  readonly children: Element[]
  text: string
}

function treeOf(text: string): Element {
  const open: Open[] = []
  let root: Element | null = null
  let elements = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('doctype', () => {
    throw new Error('a document type is not taken')
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++elements > XML_LIMITS.elements) throw new Error(`more than ${XML_LIMITS.elements} elements`)
    if (open.length >= XML_LIMITS.depth) throw new Error(`nested deeper than ${XML_LIMITS.depth}`)
    const own = Object.values(attributes).filter(({ prefix }) => prefix === '')
    const named = new Map(own.map(attribute => [attribute.local, attribute.value]))
    const element: Open = { space: uri, name: local, attributes: named, children: [], text: '' }
    open[open.length - 1]?.children.push(element)
    root ??= element
    open.push(element)
  })
  const addText = (more: string) => {
    const element = open[open.length - 1]
    if (element !== undefined) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  if (root === null) throw new Error('no element')
  return root
}

/** The elements of one name in one namespace. */
export const childrenOf = (element: Element, space: string, name: string): readonly Element[] =>
  element.children.filter(child => child.space === space && child.name === name)

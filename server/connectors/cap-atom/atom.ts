import { childrenOf, type Element } from './xml.ts'
import { CAP } from './cap.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const CAP_TYPE = 'application/cap+xml'
const MOST_ENTRIES = 500

/** An entry of the feed: it carries its message, or says where that is; null where it says neither. */
export interface Entry {
  readonly id: string
  readonly updated: string
  readonly href: string | null
  readonly message: Element | null
}

/** The entries of an Atom feed (RFC 4287); a sentence when it is none. */
export function entriesOf(root: Element): readonly Entry[] | string {
  if (root.space !== ATOM || root.name !== 'feed') return `<${root.name}> is no Atom feed`
  const entries = childrenOf(root, ATOM, 'entry')
  if (entries.length > MOST_ENTRIES) return `more than ${MOST_ENTRIES} entries`
  return entries.map(entryOf)
}

function entryOf(entry: Element): Entry {
  const text = (name: string) => childrenOf(entry, ATOM, name)[0]?.text.trim() ?? ''
  const contents = childrenOf(entry, ATOM, 'content')
  const message = [entry, ...contents].flatMap(each => childrenOf(each, CAP, 'alert'))[0] ?? null
  const source = contents.find(content => content.attributes.has('src'))?.attributes.get('src')
  return { id: text('id'), updated: text('updated'), href: source ?? linkOf(entry), message }
}

/** Links to a message say so by their type; where none does, the entry's own link must be it. */
function linkOf(entry: Element): string | null {
  const links = childrenOf(entry, ATOM, 'link').map(({ attributes }) => ({
    rel: attributes.get('rel') ?? 'alternate',
    type: attributes.get('type') ?? '',
    href: attributes.get('href') ?? null,
  }))
  const typed = links.find(link => link.type === CAP_TYPE)
  return (typed ?? links.find(link => link.rel === 'alternate' && !/html/.test(link.type)))?.href ?? null
}

import type { Kind } from '../../shared/kinds/kind.ts'
import { codingAt, isCoded, type Coding } from '../../shared/mapping/coding.ts'
import type { MappingContext } from '../../shared/mapping/context.ts'
import { likeness } from '../../shared/mapping/likeness.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Text } from '../../shared/model/value.ts'
import type { OwnCode, ToldCode, ToldPlace, ToldWord } from '../../shared/sync/reference.ts'
import type { Documents } from '../documents/load.ts'
import type { CountedWord, UnknownWords } from '../intake/unknown-words.ts'
import { nameOfArea } from './area-names.ts'

export interface WordParts {
  readonly kinds: readonly Kind[]
  readonly unknownWords: Pick<UnknownWords, 'of'>
  readonly contextOf: (feed: FeedDocument) => MappingContext | null
}

type Known = Pick<Documents, 'feeds' | 'codes' | 'areas'>

/** Codes that the mappings in force do not know, the one in most records first. */
export function unknownCodes({ kinds, unknownWords }: WordParts, { feeds, codes }: Known): ToldCode[] {
  return feeds
    .flatMap(feed =>
      unknownWords.of(feed.id).flatMap((word): ToldCode[] => {
        const coding = word.as === 'code' ? codingAt(feed.mapping, word.target) : null
        if (coding === null || isCoded(word.word, coding, codes)) return []
        return [
          toldCode(
            feed,
            word,
            coding,
            kinds.find(({ id }) => id === feed.kind),
          ),
        ]
      }),
    )
    .sort(mostFirst)
}

/** Places that are not found under the names in force. */
export function unknownPlaces({ unknownWords, contextOf }: WordParts, { feeds, areas }: Known): ToldPlace[] {
  return feeds
    .flatMap(feed => {
      const context = contextOf(feed)
      return unknownWords.of(feed.id).flatMap((word): ToldPlace[] => {
        if (word.as !== 'place' || context === null || isPlaced(word, context)) return []
        const { within } = word
        const withinName = within === '' ? '' : nameOfArea(within, areas)
        return [{ ...toldWord(feed, word), within, withinName }]
      })
    })
    .sort(mostFirst)
}

const mostFirst = (a: ToldWord, b: ToldWord): number => b.records - a.records || b.lastAt - a.lastAt

const isPlaced = ({ word, within }: CountedWord, { areas }: MappingContext): boolean =>
  areas.known(word) || (within === '' ? areas.codeOf(word) : areas.codeOf(word, within)) !== null

const toldWord = (feed: FeedDocument, counted: CountedWord): ToldWord => {
  const { path, word, records, refused, firstAt, lastAt, example } = counted
  return {
    ...{
      feed: feed.id,
      feedTitle: feed.title,
      simulated: feed.simulated,
      path,
      word,
      isWhole: !/[*…]/.test(word),
    },
    ...{ records, refused, firstAt, lastAt, example },
  }
}

function toldCode(feed: FeedDocument, word: CountedWord, coding: Coding, kind: Kind | undefined): ToldCode {
  const column = columnAt(kind, word.target)
  return {
    ...toldWord(feed, word),
    target: word.target,
    kind: kind?.title ?? { zh: feed.kind, en: feed.kind },
    field: column?.title ?? null,
    named: coding.type === 'named' ? coding.name : '',
    own: ownCodes(word.word, coding, column?.codes ?? {}),
  }
}

/** Fields of most kinds are columns by the same name, those of rows inside columns of those rows. */
function columnAt(kind: Kind | undefined, target: string) {
  const names = target.split('/').filter((_, i) => i % 2 === 1)
  const [first = '', second] = names
  const columns = second === undefined ? kind?.columns : kind?.inner?.[first]
  return columns?.find(({ name }) => name === (second ?? first))
}

function ownCodes(
  word: string,
  coding: Coding,
  titles: { readonly [code: string]: Text },
): readonly OwnCode[] {
  const used =
    coding.type === 'table' ? Object.entries(coding.table) : ownOf(coding).map(each => [each, each] as const)
  const codes = new Set([...Object.keys(titles), ...used.map(([, own]) => own)])
  const like = ({ code, title }: OwnCode) =>
    Math.max(
      ...[code, title.zh, ...used.flatMap(([upstream, own]) => (own === code ? [upstream] : []))].map(each =>
        likeness(each, word),
      ),
    )
  return [...codes]
    .map(code => ({ code, title: titles[code] ?? { zh: code, en: code } }))
    .map(own => ({ own, like: like(own) }))
    .sort((a, b) => b.like - a.like)
    .map(({ own }) => own)
}

const ownOf = (coding: Coding): readonly string[] => (coding.type === 'list' ? coding.list : [])

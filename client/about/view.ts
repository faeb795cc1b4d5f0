import type { About } from '../../shared/sync/about.ts'
import { textIn, type Language } from '../language/say.ts'
import type { AboutWords } from '../language/about.ts'
import { filled } from '../language/words.ts'

/** Where something is from, and of when. */
export interface Credit {
  readonly key: string
  readonly name: string
  readonly said: string
  readonly date: string
}

/** Feeds of one department. */
export interface Supplier {
  readonly department: string
  readonly feeds: string
  readonly simulated: boolean
}

export interface AboutView {
  readonly version: string
  readonly credits: readonly Credit[]
  readonly feeds: number
  readonly suppliers: readonly Supplier[]
}

/** Sources as the documents say them, each with its day, and which department sends what. */
export function aboutView(about: About, words: AboutWords, language: Language): AboutView {
  const byDepartment = new Map<string, About['feeds'][number][]>()
  for (const feed of about.feeds) {
    const department = textIn(language, feed.department)
    byDepartment.set(department, [...(byDepartment.get(department) ?? []), feed])
  }
  return {
    version: about.version,
    credits: [
      {
        key: 'areas',
        name: words.areas,
        said: about.areas.source,
        date: filled(words.asOf, { date: about.areas.asOf }),
      },
      ...mapOf(about, words),
      ...about.calendars.map(({ title, source, from, to }) => ({
        ...{ key: `${from} ${source}`, name: textIn(language, title), said: source },
        date: filled(words.covers, { from, to }),
      })),
    ],
    feeds: about.feeds.length,
    suppliers: [...byDepartment].map(([department, feeds]) => ({
      department,
      feeds: feeds.map(({ title }) => textIn(language, title)).join(language === 'zh' ? '、' : ', '),
      simulated: feeds.every(({ simulated }) => simulated),
    })),
  }
}

function mapOf({ boundary }: About, words: AboutWords): Credit[] {
  if (boundary === null) return []
  const { reviewNumber, approvedOn, licence, source } = boundary
  return [
    {
      ...{ key: 'map', name: filled(words.review, { number: reviewNumber }), said: `${source} · ${licence}` },
      date: filled(words.asOf, { date: approvedOn }),
    },
  ]
}

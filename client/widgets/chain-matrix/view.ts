import { Type, type Static } from 'typebox'
import { bareText } from '../../figures/number.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Phrase } from '../../figures/phrase.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import type { MessageKey } from '../../language/say.ts'
import { wordOf } from '../column-values.ts'
import { ageOf } from '../day-of.ts'
import type { Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'
import { mattersOf, openFirst, type Matter } from './matters.ts'

export const Options = Type.Object(
  {
    /** So many open matters in words under the matrix. */
    words: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

interface Member {
  readonly code: string
  readonly name: string
}

export interface ChainRow {
  readonly code: string
  readonly title: string
  /** One for each service; null where they have had no matter. */
  readonly signs: readonly ({ readonly id: string; readonly glyph: Glyph; readonly label: string } | null)[]
}

export interface ChainWords {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly about: string
  readonly stands: string
}

export interface ChainView {
  /** 1 + 1: who leads the union. */
  readonly leaders: readonly string[]
  readonly services: readonly Member[]
  readonly rows: readonly ChainRow[]
  readonly words: readonly ChainWords[]
  readonly foot: Phrase
}

export function view(panel: PanelDocument, reader: Reader): ChainView {
  const { words = 0 } = panel.options as Options
  const members = (role: string) => membersOf(role, reader)
  const services = withoutEnding(members('service'))
  const matters = mattersOf(reader)
  const enterprises = members('enterprise')
  return {
    leaders: [...members('general'), ...members('chain')].map(({ name }) => name),
    services,
    rows: enterprises.map(({ code, name }) => ({
      code,
      title: name,
      signs: services.map(service => signOf(name, service, matters.find(isOf(code, service.code)))),
    })),
    words: openFirst(matters)
      .slice(0, words)
      .map(matter => inWords(matter, enterprises, services)),
    foot: [...countsOf(reader), ...worstOf(matters, enterprises, services)],
  }
}

/** How the members stand together changes once a month, how their matters stand by the minute: the latter's age is told. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const age = ageOf('matters', reader)
  return age === '' ? {} : { summary: [{ glyph: 'ok', text: age, tone: 'dim' }] }
}

const isOf =
  (enterprise: string, service: string) =>
  (matter: Matter): boolean =>
    matter.enterprise === enterprise && matter.service === service

function membersOf(role: string, reader: Reader): readonly Member[] {
  return (reader.list('members')?.rows ?? [])
    .filter(({ columns }) => columns['role'] === role)
    .map(({ columns }) => ({ code: wordOf(columns['code']), name: wordOf(columns['name']) }))
}

/** What all of them are called is said of none: 审批服务, 金融服务 are 审批 and 金融. */
function withoutEnding(members: readonly Member[]): readonly Member[] {
  const [first, ...others] = members.map(({ name }) => name)
  if (first === undefined || others.length === 0) return members
  let length = 0
  while (length < first.length - 1 && others.every(name => endsAlike(name, first, length + 1))) length++
  return members.map(({ code, name }) => ({ code, name: name.slice(0, name.length - length) }))
}

const endsAlike = (name: string, other: string, length: number): boolean =>
  name.length > length && name.slice(-length) === other.slice(-length)

function signOf(enterprise: string, service: Member, matter: Matter | undefined): ChainRow['signs'][number] {
  if (matter === undefined) return null
  const { id, glyph, title, stands } = matter
  return { id, glyph, label: `${enterprise} ${service.name}: ${title} ${stands}` }
}

const nameIn = (members: readonly Member[], code: string): string =>
  members.find(member => member.code === code)?.name ?? code

const inWords = (
  { id, glyph, title, stands, enterprise, service }: Matter,
  enterprises: readonly Member[],
  services: readonly Member[],
): ChainWords => ({
  id,
  glyph,
  title,
  about: `${nameIn(enterprises, enterprise)} ${nameIn(services, service)}`,
  stands,
})

const LIGHTS: readonly (readonly [light: string, glyph: Glyph, text: MessageKey])[] = [
  ['green', 'ok', 'chain.done'],
  ['yellow', 'warn', 'chain.open'],
  ['red', 'bad', 'chain.overdue'],
]

const countsOf = (reader: Reader): Phrase =>
  LIGHTS.map(([light, glyph, text]) => {
    const at = { dims: [light] }
    const some = (reader.value('lights', at) ?? 0) > 0
    return {
      // A sign of a state is there while there is something to count.
      glyph: some ? glyph : 'none',
      text: reader.say(text),
      figure: bareText(reader.figure('lights', at)),
      cell: reader.cell('lights', at),
      ...(some && glyph === 'bad' ? { tone: 'bad' as const } : {}),
    }
  })

/** The one that is overdue longest, by name. */
function worstOf(
  matters: readonly Matter[],
  enterprises: readonly Member[],
  services: readonly Member[],
): Phrase {
  const worst = openFirst(matters).find(({ glyph }) => glyph === 'bad')
  if (worst === undefined) return []
  const who = `${nameIn(enterprises, worst.enterprise)} ${nameIn(services, worst.service)} ${worst.stands}`
  return [{ text: who, tone: 'soft' }]
}

import type { PretendCity } from '../city.ts'
import type { Matter } from '../matters.ts'
import { cityDepartment, districtDepartment, townOffice, type Department } from '../organisation.ts'
import { stream, type Chance } from '../random.ts'
import { CENTRE, LONGEST_LIFE, lifeOf } from './life.ts'
import {
  BUSINESS_LINE,
  CHANNELS,
  ORDER_TYPES,
  type Channel,
  type Correction,
  type Order,
  type OrderType,
  type Step,
  type Whereabouts,
} from './order.ts'
import {
  APPROVALS,
  HEATING,
  ordinaryWeights,
  TOPIC_OF_TROUBLE,
  topicOf,
  topics,
  type Topic,
} from './topics.ts'
import { address, describe } from './wording.ts'

/** One call (or message) that becomes an order. */
export interface Call {
  readonly at: number
  /** One of those that only the cold brings. */
  readonly heating: boolean
  readonly matter: Matter | null
}

/** 唐山 2024-11; 北京 2020 for the phone's share (DOMAIN 3.7, 5). */
const TYPE_WEIGHTS = [63.72, 28.98, 1.01, 0.46, 0.6, 0.21, 5.01]
/** Of the 供热直通车 season's 720 000 calls about a quarter complained. */
const HEATING_TYPE_WEIGHTS = [52, 22, 26, 0, 0, 0, 0]
const CHANNEL_WEIGHTS = [90.7, 5.3, 2.5, 1.5]
/** 盘锦 2023. */
const ANSWERED_AT_ONCE = 0.9614
const BUSINESS_TOPICS = { services: '11', markets: '04' } as const
const CODED = 0.6
const WITH_TOWN = 0.94
const WITH_COMMUNITY = 0.85
const ABOUT_A_CASE = 0.64

const heatingTopics = topics.filter(topic => topic.code.startsWith(HEATING))
const heatingWeights = heatingTopics.map(topic => topic.weight)

function topicFor(call: Call, chance: Chance): Topic {
  if (call.matter !== null) {
    const { main, sub } = call.matter.trouble
    return topicOf(TOPIC_OF_TROUBLE[`${main}.${sub}`]!)
  }
  return call.heating
    ? chance.weighted(heatingTopics, heatingWeights)
    : chance.weighted(topics, ordinaryWeights)
}

function typeFor(call: Call, chance: Chance): OrderType {
  if (call.matter !== null) return '求助'
  return chance.weighted(ORDER_TYPES, call.heating ? HEATING_TYPE_WEIGHTS : TYPE_WEIGHTS)
}

/** In the street the exact place is known; on the phone not everybody says it. */
function whereOfMatter(city: PretendCity, { town, community }: Matter, chance: Chance): Whereabouts {
  const district = city.places.districtOf(town.district)
  const coded = chance.happens(CODED)
  return { district, town, community, address: address(town.name, community?.name ?? null, chance), coded }
}

function whereOfCaller(city: PretendCity, chance: Chance): Whereabouts {
  const town = city.places.town(chance)
  const district = city.places.districtOf(town.district)
  const coded = chance.happens(CODED)
  if (!chance.happens(WITH_TOWN)) return { district, town: null, community: null, address: '', coded }
  const community = city.places.community(town.code, chance)
  if (!chance.happens(WITH_COMMUNITY)) return { district, town, community: null, address: '', coded }
  return { district, town, community, address: address(town.name, community?.name ?? null, chance), coded }
}

function responsible(topic: Topic, { district, town }: Whereabouts): Department {
  if (topic.level === 'town') return town === null ? districtDepartment(district, '营商局') : townOffice(town)
  return topic.level === 'district'
    ? districtDepartment(district, topic.department)
    : cityDepartment(topic.department)
}

/** A5: some hours later somebody files it under another topic, or the caller takes the matter back. */
interface SecondThought {
  readonly at: number
  readonly topic: Topic
  readonly withdrawn: boolean
}

function secondThought(city: PretendCity, orderNo: string, at: number, topic: Topic): SecondThought | null {
  if (!city.anomalies.hits('A5', ['hotline', orderNo])) return null
  const chance = stream(city.seed, 'hotline', 'second thought', orderNo)
  const siblings = topics.filter(other => other.code !== topic.code && other.code[1] === topic.code[1])
  const when = at + Math.min(Math.floor(chance.logNormal(6, 1) * 3600) * 1000 + 1000, LONGEST_LIFE)
  return { at: when, topic: chance.pick(siblings), withdrawn: chance.happens(0.2) }
}

/** A matter taken back ends at once, unless it was over before. */
function lived(steps: readonly Step[], thought: SecondThought | null): readonly Step[] {
  if (thought === null || !thought.withdrawn || steps.at(-1)!.at <= thought.at) return steps
  const before = steps.filter(step => step.at < thought.at)
  return [...before, { at: thought.at, status: 'closed', department: CENTRE, note: '来电人撤回诉求' }]
}

const correctionBy = (thought: SecondThought | null): Correction | null =>
  thought === null || thought.withdrawn ? null : { at: thought.at, topic: thought.topic }

/** Looks up which approval a caller asks about; null when there is none. */
export type CaseFinder = (before: number, chance: Chance) => string | null

export interface Surroundings {
  readonly city: PretendCity
  readonly findCase: CaseFinder
}

function relatedCase(findCase: CaseFinder, topic: Topic, at: number, chance: Chance): string | null {
  const asks = topic.code.startsWith(APPROVALS) && chance.happens(ABOUT_A_CASE)
  return asks ? findCase(at, chance) : null
}

/** Complaints of services and of markets, when they are made by telephone. */
const isOfBusiness = (type: OrderType, { code }: Topic): boolean =>
  type === '投诉' && (code.startsWith(BUSINESS_TOPICS.services) || code.startsWith(BUSINESS_TOPICS.markets))

export function makeOrder(
  { city, findCase }: Surroundings,
  call: Call,
  orderNo: string,
  earlier: string | null,
): Order {
  const chance = stream(city.seed, 'hotline', 'order', orderNo)
  const receivedAt = Math.floor(call.at / 1000) * 1000
  const topic = topicFor(call, chance)
  const type = typeFor(call, chance)
  const where = call.matter === null ? whereOfCaller(city, chance) : whereOfMatter(city, call.matter, chance)
  const way = chance.weighted(CHANNELS, CHANNEL_WEIGHTS)
  const channel: Channel = way === '电话' && isOfBusiness(type, topic) ? BUSINESS_LINE : way
  const answered = way === '电话' ? chance.happens(ANSWERED_AT_ONCE) : null
  const other = cityDepartment('城管局')
  const request = {
    receivedAt,
    type,
    limit: topic.limit,
    responsible: responsible(topic, where),
    other,
    earlier,
  }
  const words = call.matter?.trouble.text ?? chance.pick(topic.words)
  const thought = secondThought(city, orderNo, receivedAt, topic)
  const blemishes = {
    personal: city.anomalies.hits('A24', ['hotline', orderNo]),
    hostile: city.anomalies.hits('A23', ['hotline', orderNo]),
  }
  return {
    orderNo,
    channel,
    answered,
    type,
    topic,
    where,
    description: describe(type, topic, words, where, blemishes, chance),
    relatedCaseNo: relatedCase(findCase, topic, receivedAt, chance.split('case')),
    steps: lived(lifeOf(request, city.calendar, chance), thought),
    correction: correctionBy(thought),
  }
}

import { DAY, HOUR, MINUTE, dateOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { plainTime } from '../time-text.ts'
import { dayOf, HAZARDS, SEVERITIES, type Hazard, type Severity } from './hazards.ts'
import type { Area, Message, MessageType, Warning } from './warning.ts'

/** No message is sent later than this after its day began, and none is published later still. */
export const LONGEST_LIFE = 4 * DAY

const UPDATED = 0.28
const UPDATED_AGAIN = 0.25
const CANCELLED = 0.3
const WHOLE_CITY = 0.6

const wholeMinute = (ms: number) => Math.floor(ms / MINUTE) * MINUTE
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000

/** What somebody decides, before it is known how it goes wrong. */
interface Plan {
  readonly type: MessageType
  readonly sentAt: number
  readonly severity: Severity
  readonly expiresAt: number
}

/** All warnings whose first message is sent on a day. */
export function warningsOfDay(city: PretendCity, day: number): readonly Warning[] {
  const weather = dayOf(day, city.weather)
  return HAZARDS.flatMap((hazard, index) => {
    const chance = stream(city.seed, 'alert', day, hazard.event)
    const severity = hazard.levelOf(weather, chance.next())
    return severity === null ? [] : warningsOf({ city, hazard, index, day, chance }, severity)
  })
}

interface Making {
  readonly city: PretendCity
  readonly hazard: Hazard
  readonly index: number
  readonly day: number
  readonly chance: Chance
}

type Mishap = 'alert late' | 'never cancelled' | 'second level'
const MISHAPS: readonly Mishap[] = ['alert late', 'never cancelled', 'second level']

function warningsOf(making: Making, severity: Severity): Warning[] {
  const { city, hazard, day, chance } = making
  const areas = areasOf(city, chance)
  const plans = plansOf(making, severity)
  const odd = stream(city.seed, 'alert', 'mishap', day, hazard.event)
  const mishap = city.anomalies.hits('A17', ['alert', day, hazard.event]) ? odd.pick(MISHAPS) : null
  const own = warningOf(making, areas, mishapped(plans, hazard, mishap, odd), mishap)
  if (mishap !== 'second level') return [own]
  return [own, warningOf(making, areas, [besides(plans[0], odd)], mishap)]
}

function areasOf({ places }: PretendCity, chance: Chance): readonly Area[] {
  if (chance.happens(WHOLE_CITY)) return [{ code: '211000', name: '辽阳市' }]
  return chance.shuffled(places.districts).slice(0, 1 + chance.int(2))
}

function plansOf({ day, hazard, chance }: Making, severity: Severity): readonly [Plan, ...Plan[]] {
  const sentAt = wholeMinute(startOfDay(day) + chance.between(5, 22) * HOUR)
  const alert: Plan = {
    type: 'Alert',
    sentAt,
    severity,
    expiresAt: sentAt + chance.pick([12, 24, 24, 36]) * HOUR,
  }
  const plans: [Plan, ...Plan[]] = [alert]
  if (chance.happens(UPDATED)) plans.push(updateOf(alert, hazard, chance))
  if (plans.length > 1 && chance.happens(UPDATED_AGAIN)) plans.push(updateOf(plans.at(-1)!, hazard, chance))
  if (chance.happens(CANCELLED)) plans.push(cancelOf(plans.at(-1)!, chance))
  return plans
}

/** Within the first three quarters of what it holds: raised, lowered, or only prolonged. */
function updateOf(last: Plan, { least }: Hazard, chance: Chance): Plan {
  const sentAt = wholeMinute(last.sentAt + (last.expiresAt - last.sentAt) * chance.between(0.2, 0.75))
  const step = chance.weighted([1, 0, -1], [0.45, 0.35, 0.2])
  const rank = Math.max(SEVERITIES.indexOf(least), SEVERITIES.indexOf(last.severity) + step)
  const severity = SEVERITIES[rank] ?? last.severity
  return { type: 'Update', sentAt, severity, expiresAt: sentAt + chance.pick([12, 24]) * HOUR }
}

function cancelOf(last: Plan, chance: Chance): Plan {
  const sentAt = wholeMinute(last.sentAt + (last.expiresAt - last.sentAt) * chance.between(0.4, 0.9))
  return { ...last, type: 'Cancel', sentAt }
}

/** A17: what its Alert is to be late for there must be; what should have been cancelled is not. */
function mishapped(
  plans: readonly [Plan, ...Plan[]],
  hazard: Hazard,
  mishap: Mishap | null,
  chance: Chance,
): readonly Plan[] {
  if (mishap === 'alert late' && plans.length === 1) return [...plans, updateOf(plans[0], hazard, chance)]
  return mishap === 'never cancelled' ? plans.filter(({ type }) => type !== 'Cancel') : plans
}

/** Somebody gave a second warning where the first should have been raised. */
function besides(alert: Plan, chance: Chance): Plan {
  const sentAt = alert.sentAt + wholeMinute(chance.between(1, 3) * HOUR)
  const higher = SEVERITIES[SEVERITIES.indexOf(alert.severity) + 1] ?? 'Severe'
  return { ...alert, sentAt, severity: higher, expiresAt: sentAt + 24 * HOUR }
}

function warningOf(
  making: Making,
  areas: readonly Area[],
  plans: readonly Plan[],
  mishap: Mishap | null,
): Warning {
  const messages = plans.map(plan => messageOf(making, plan))
  const [alert, follower] = messages
  if (mishap === 'alert late' && alert !== undefined && follower !== undefined)
    messages[0] = { ...alert, publishedAt: follower.publishedAt + 20 * MINUTE, mendedAt: null }
  const { event, sender, advice } = making.hazard
  return { event, sender, advice, areas, messages: messages as [Message, ...Message[]] }
}

/** Within a minute and a half of being sent it is in the feed. */
function messageOf({ city, index, day }: Making, plan: Plan): Message {
  const identifier = `LYYJ${digitsOf(plan.sentAt)}${String(index).padStart(2, '0')}${plan.type[0]}`
  const chance = stream(city.seed, 'alert', 'publishing', identifier)
  const publishedAt = plan.sentAt + wholeSecond(chance.between(5_000, 90_000))
  const isBroken = city.anomalies.hits('A7', ['alert', dateOfDay(day), identifier])
  const mendedAt = isBroken ? publishedAt + wholeMinute(chance.between(10, 50) * MINUTE) : null
  return { ...plan, identifier, publishedAt, mendedAt }
}

const digitsOf = (at: number): string => plainTime(at).replace(/\D/g, '')

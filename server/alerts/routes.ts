import { alert as kind } from '../../shared/kinds/alert/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { ChannelDocument } from '../../shared/alerts/document.ts'
import {
  ALERT_STEPS,
  NoFields,
  type AlertDeliveries,
  type AlertRules,
  type Alerts,
  type AlertStepName,
  type AnyAlertStep,
} from '../../shared/sync/alert.ts'
import { SecretsError } from '../secrets/key-ring.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { doAudited } from '../deeds/filing.ts'
import { asked } from '../deeds/asked.ts'
import { newestOf } from '../deeds/newest.ts'
import { idIn } from '../deeds/request.ts'
import { orStale } from '../deeds/stale.ts'
import type { Documents } from '../documents/load.ts'
import type { Moment } from '../explain/moment.ts'
import type { Deliveries, Delivery } from './deliveries.ts'
import { AlertDesk, type AlertDeskParts } from './desk.ts'
import { rulesIn } from './rules.ts'
import { testMessage } from './telling.ts'

export interface AlertRoutesParts extends Omit<AlertDeskParts, 'city' | 'thing'>, Moment {
  readonly documents: () => Documents
  readonly deliveries: Deliveries
  readonly secret: (name: string) => string | undefined
  readonly origin: () => string
  readonly worldNow: () => number
  readonly newId: () => string
}

export function serveAlerts(routes: Routes, parts: AlertRoutesParts): void {
  const { engine } = parts
  const desk = new AlertDesk({ ...parts, city: engine.city, thing: id => engine.thing(id) })
  routes.on('GET /api/alerts', (_request, caller) => listOf(parts, desk, caller))
  // Before the one with an id, which would take their names for one.
  routes.on('GET /api/alerts/rules', () => rulesOf(parts))
  serveDeliveries(routes, parts)
  routes.on('GET /api/alerts/:id', (request, caller) => {
    const found = desk.known(idIn(request))
    caller.require('alert.view', { area: found.derived.area })
    return desk.history(found, caller)
  })
  for (const name of Object.keys(ALERT_STEPS) as AlertStepName[]) {
    const stepOf = asked(ALERT_STEPS[name])
    routes.on(`POST /api/alerts/:id/${name}`, (request, caller, response) =>
      orStale(response, desk.step(idIn(request), name, stepOf(request.body) as AnyAlertStep, caller)),
    )
  }
}

async function listOf(moment: Moment, desk: AlertDesk, caller: Caller): Promise<Alerts> {
  const [open, newest] = [await newestOf(moment, kind.id, true), await newestOf(moment, kind.id, false)]
  const ids = [...new Set([...open.ids, ...newest.ids])]
  const alerts = ids
    .map(id => desk.known(id))
    .filter(({ derived }) => caller.may('alert.view', { area: derived.area }))
    .map(each => desk.told(each, caller))
    .sort((a, b) => rank(a.row) - rank(b.row) || Number(b.row['event']) - Number(a.row['event']))
  return { seq: newest.seq, now: newest.now, alerts, more: newest.more }
}

/** What waits for somebody first, by its severity; then what is open; then what is over. */
function rank(row: Row): number {
  const severity = Number(row['rank'])
  if (row['open'] !== true) return 20
  return (row['state'] === 'raised' && row['shelved'] !== true ? 0 : 10) + severity
}

const rulesOf = ({ documents, areas, blind }: AlertRoutesParts): AlertRules => ({
  rules: rulesIn(documents(), areas).map(({ rule: { id, title, severity, channels }, faults }) => ({
    ...{ id, title, severity, channels, faults, isBlind: blind().has(id) },
  })),
})

function serveDeliveries(routes: Routes, parts: AlertRoutesParts): void {
  const { documents, deliveries, secret, audit, origin, worldNow, now, newId } = parts
  routes.on('GET /api/alerts/deliveries', (): AlertDeliveries => ({
    now: worldNow(),
    channels: documents().channels.map(channel => ({
      ...{ id: channel.id, title: channel.title, form: channel.form, isSet: isSet(channel, secret) },
    })),
    deliveries: deliveries.newest().map(told),
  }))
  const none = asked(NoFields)
  routes.on('POST /api/alerts/channels/:id/test', async (request, caller) => {
    none(request.body)
    const channel = documents().channels.find(({ id }) => id === idIn(request))
    if (channel === undefined) throw new Refused(404, 'noChannel', 'there is no such channel')
    refuseMoreTrials(parts, channel.id)
    const doing = { action: 'alert.test', object: `channel/${channel.id}`, details: { form: channel.form } }
    await doAudited(audit, caller, doing, async () => {
      const message = testMessage(channel.title.zh, origin(), now())
      const alert = `test-${newId()}`
      deliveries.add({ alert, event: 'test', channel: channel.id, message, at: worldNow() })
    })
    return {}
  })
}

const TRIALS = 3
const TRIALS_IN_MS = 10 * 60_000

/** They are queued before whatever is raised next, and the robot takes so many in a minute. */
function refuseMoreTrials({ deliveries, worldNow }: AlertRoutesParts, channel: string): void {
  if (deliveries.trialsSince(channel, worldNow() - TRIALS_IN_MS) >= TRIALS)
    throw new Refused(429, 'tooOften', `a channel is tried ${TRIALS} times in ten minutes`)
}

const isSet = ({ address, sign }: ChannelDocument, secret: AlertRoutesParts['secret']): boolean =>
  [address, ...(sign === undefined ? [] : [sign])].every(name => isTold(secret, name))

/** One that cannot be opened is as good as none, and each message says so; the page is there all the same. */
function isTold(secret: AlertRoutesParts['secret'], name: string): boolean {
  try {
    return (secret(name) ?? '') !== ''
  } catch (error) {
    if (error instanceof SecretsError) return false
    throw error
  }
}

const told = ({ message: { title }, ...delivery }: Delivery): AlertDeliveries['deliveries'][number] => ({
  ...delivery,
  title,
})

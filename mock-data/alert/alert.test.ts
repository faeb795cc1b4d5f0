import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { SaxesParser } from 'saxes'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createAlert } from './alert.ts'
import { SEVERITIES } from './hazards.ts'
import { createAlertModel, type AlertModel } from './model.ts'
import type { Warning } from './warning.ts'
import { capXml, feedXml } from './wire.ts'

const AT = '2026-11-23T10:24:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test', at = AT) {
  const city = cityForTests({ at, rates, seed })
  opened.push(city)
  return city
}

/** The warnings that began in the 35 days before each of some instants, none of them twice. */
function warningsOver(model: AlertModel, from: string, windows: number): Warning[] {
  const first = Date.parse(from) + 35 * DAY
  return Array.from({ length: windows }, (_, i) => model.truth(first + i * 35 * DAY)).flatMap(all =>
    all.map(({ warning }) => warning),
  )
}

const parses = (text: string): boolean => {
  try {
    new SaxesParser({ xmlns: true }).write(text).close()
    return true
  } catch {
    // It says what is wrong; here only whether matters.
    return false
  }
}

test('[ALT1] same seed, same bytes; another seed, others', () => {
  const say = (seed: string) => {
    const model = createAlertModel(cityWith({ A7: 0.2, A17: 0.5 }, seed))
    const all = model.published(NOW)
    return [feedXml(all, NOW), ...all.map(one => capXml(one, NOW))].join('')
  }
  expect(say('a')).toBe(say('a'))
  expect(say('a')).not.toBe(say('b'))
  expect(say('a').length).toBeGreaterThan(10_000)
})

describe('[ALT2] the rhythm', () => {
  const winter = warningsOver(createAlertModel(cityWith()), '2026-10-28T00:00:00+08:00', 4)
  const summer = warningsOver(createAlertModel(cityWith()), '2026-06-10T00:00:00+08:00', 2)
  const events = (all: readonly Warning[]) => new Set(all.map(({ event }) => event))

  test('[ALT2] a few a week, of what the season brings', () => {
    expect(winter.length / 20).toBeGreaterThan(1.5)
    expect(winter.length / 20).toBeLessThan(8)
    for (const event of ['大风', '寒潮', '道路结冰', '暴雪', '大雾', '霾'])
      expect([...events(winter)]).toContain(event)
    for (const event of ['暴雨', '高温']) {
      expect([...events(summer)]).toContain(event)
      expect([...events(winter)]).not.toContain(event)
    }
  })

  test('[ALT2] most expire, some are updated, some cancelled, and no kind has a level that it lacks', () => {
    const all = [...winter, ...summer]
    const share = (holds: (warning: Warning) => boolean) => all.filter(holds).length / all.length
    const having = (type: string) => share(({ messages }) => messages.some(one => one.type === type))
    expect(having('Cancel')).toBeGreaterThan(0.15)
    expect(having('Cancel')).toBeLessThan(0.45)
    expect(having('Update')).toBeGreaterThan(0.15)
    expect(having('Update')).toBeLessThan(0.45)
    const ofIce = all.filter(({ event }) => event === '道路结冰').flatMap(({ messages }) => messages)
    expect(ofIce.length).toBeGreaterThan(5)
    expect(ofIce.every(({ severity }) => severity !== 'Minor')).toBe(true)
    for (const { messages } of all) {
      const sent = messages.map(({ sentAt }) => sentAt)
      expect(sent).toEqual(sent.toSorted((a, b) => a - b))
      expect(messages.every(({ sentAt, publishedAt }) => publishedAt - sentAt < 2 * MINUTE)).toBe(true)
      for (const [i, message] of messages.entries())
        expect(message.sentAt).toBeLessThan(messages[Math.max(0, i - 1)]!.expiresAt)
    }
  })
})

async function serving(rates: Rates = {}, at = AT) {
  const city = cityWith(rates, 'test', at)
  const model = createAlertModel(city)
  const upstream = createAlert(city, { port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, running.address), { headers })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      etag: response.headers.get('etag') ?? '',
      text: await response.text(),
    }
  }
  return { city, model, upstream, ask }
}

describe('the feed', () => {
  test('[ALT3] lists each message with a link to its CAP, which names all earlier ones', async () => {
    const { model, ask } = await serving()
    const feed = await ask('/feed.atom')
    expect([feed.status, feed.type, parses(feed.text)]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
      true,
    ])
    const links = [...feed.text.matchAll(/href="(.*?)"/g)].map(match => match[1]!)
    const published = model.published(NOW)
    expect(links).toEqual(published.map(({ message }) => `/cap/${message.identifier}.xml`))
    const answers = await Promise.all(links.map(link => ask(link)))
    expect(answers.every(({ text, type }) => parses(text) && type?.startsWith('application/cap+xml'))).toBe(
      true,
    )
    let named = 0
    for (const [i, { warning, message }] of published.entries()) {
      const references = /<references>(.*)<\/references>/.exec(answers[i]!.text)?.[1]?.split(' ') ?? []
      expect(references).toHaveLength(warning.messages.indexOf(message))
      if (references.length > 0)
        expect(references[0]).toMatch(`demo.alert.liaoyang,${warning.messages[0].identifier},20`)
      named += references.length
    }
    expect(named).toBeGreaterThan(2)
    expect((await ask('/cap/none.xml')).status).toBe(404)
  })

  test('[ALT3] says by its ETag when nothing changed', async () => {
    const { city, ask } = await serving()
    const { etag } = await ask('/feed.atom')
    const again = await ask('/feed.atom', { 'if-none-match': etag })
    expect([again.status, again.text]).toEqual([304, ''])
    await city.clock.advance(NOW + 10 * DAY)
    expect((await ask('/feed.atom', { 'if-none-match': etag })).status).toBe(200)
  })

  test('[ALT6] (A15) is silent while it is out of order, and then tells what was published meanwhile', async () => {
    const { city, model, upstream, ask } = await serving()
    upstream.outage(true)
    await expect(ask('/feed.atom')).rejects.toThrow()
    await city.clock.advance(NOW + 10 * DAY)
    upstream.outage(false)
    const fresh = model.published(NOW + 10 * DAY)[0]!.message
    expect(fresh.publishedAt).toBeGreaterThan(NOW)
    expect((await ask('/feed.atom')).text).toContain(fresh.identifier)
  })
})

describe('[ALT4] A17', () => {
  const everywhere = createAlertModel(cityWith({ A17: 1 }))
  const odd = warningsOver(everywhere, '2026-10-28T00:00:00+08:00', 4)
  const plain = warningsOver(createAlertModel(cityWith()), '2026-10-28T00:00:00+08:00', 4)
  const isEarly = ({ messages: [alert, ...others] }: Warning) =>
    others.some(({ publishedAt }) => publishedAt < alert.publishedAt)

  test('[ALT4] an Alert comes after its Update or Cancel, in about a third', () => {
    const early = odd.filter(isEarly).length
    expect(early / odd.length).toBeGreaterThan(0.12)
    expect(early / odd.length).toBeLessThan(0.5)
    expect(plain.filter(isEarly)).toEqual([])
  })

  test('[ALT4] of one kind two stand at once with different levels, in about a third', () => {
    const doubled = (all: readonly Warning[]) =>
      all.filter(one =>
        all.some(
          other =>
            other.event === one.event &&
            other.areas === one.areas &&
            other !== one &&
            other.messages[0].severity !== one.messages[0].severity &&
            Math.abs(other.messages[0].sentAt - one.messages[0].sentAt) < 4 * HOUR,
        ),
      ).length
    expect(doubled(odd) / odd.length).toBeGreaterThan(0.2)
    expect(doubled(plain)).toBe(0)
  })

  test('[ALT4] fewer are cancelled, and at its ordinary rate all this is seldom', () => {
    const cancelled = (all: readonly Warning[]) =>
      all.filter(({ messages }) => messages.some(({ type }) => type === 'Cancel')).length / all.length
    expect(cancelled(odd)).toBeLessThan(cancelled(plain))
    const ordinary = createAlertModel(cityWith({ A17: 0.05 }))
    const some = warningsOver(ordinary, '2026-10-28T00:00:00+08:00', 4)
    expect(some.length - plain.length).toBeLessThan(0.1 * plain.length)
  })
})

test('[ALT5] (A7) a broken message is cut short, and whole again under a changed entry within the hour', () => {
  const model = createAlertModel(cityWith({ A7: 0.5 }))
  const cut = model.published(NOW).filter(({ message }) => message.mendedAt !== null)
  expect(cut.length).toBeGreaterThan(3)
  for (const one of cut) {
    const { publishedAt, mendedAt } = one.message
    expect(mendedAt! - publishedAt).toBeLessThan(HOUR)
    expect([parses(capXml(one, mendedAt! - 1)), parses(capXml(one, mendedAt!))]).toEqual([false, true])
    expect(feedXml([one], mendedAt!)).not.toBe(feedXml([one], mendedAt! - 1))
  }
  const sound = createAlertModel(cityWith()).published(NOW)
  expect(sound.every(({ message }) => message.mendedAt === null)).toBe(true)
})

test('[ALT7] the truth follows from what can be read by then', () => {
  const model = createAlertModel(cityWith({ A17: 0.5, A7: 0.3 }))
  const seen = new Set<string>()
  for (let at = NOW; at < NOW + 30 * DAY; at += 3 * HOUR)
    for (const { warning, state, active, told, updates } of model.truth(at)) {
      seen.add(state)
      const readable = warning.messages.filter(
        ({ publishedAt, mendedAt }) => publishedAt <= at && (mendedAt === null || mendedAt <= at),
      )
      expect(readable).toContain(told)
      expect(updates).toBe(readable.filter(({ type }) => type === 'Update').length)
      expect(active).toBe(state === 'actual' || state === 'updated')
      if (active) expect(told.expiresAt).toBeGreaterThan(at)
      if (state === 'cancelled') expect(readable.some(({ type }) => type === 'Cancel')).toBe(true)
      expect(SEVERITIES).toContain(told.severity)
    }
  expect(seen).toEqual(new Set(['actual', 'updated', 'cancelled', 'expired']))
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rates } from '../mock-data/anomalies.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createIotModel, ORDINARY_RATE } from '../mock-data/iot/model.ts'
import { deviceTime } from '../mock-data/iot/payload.ts'
import { READ_EVERY, type BoardTold } from '../mock-data/traffic/boards.ts'
import { createTrafficModel } from '../mock-data/traffic/model.ts'
import type { ShareLot } from '../mock-data/traffic/share-lots.ts'
import { boardJson, shareJson } from '../mock-data/traffic/wire.ts'
import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

/** A Friday evening: some units have gone home, others have not. */
const AT = '2026-11-27T18:17:00+08:00'
const NOW = Date.parse(AT)
const TODAY = dayNumber(NOW)
const KINDS = ['share-window', 'guidance-board', 'parking-lot']

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((s, item) => s + of(item), 0)
const listed = (value: unknown) => value as { readonly total: number; readonly rows: readonly unknown[][] }

function parkingWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const model = createTrafficModel(city)
  const shares = model.shares(NOW)
  const boards = model.boardsAt(NOW)
  const intake = createIntake(NOW, KINDS)
  intake.take('traffic-share', shares.map(shareJson))
  intake.take('traffic-boards', boards.map(boardJson))
  return { city, model, shares, boards, intake }
}

/** As a resident would read it from the sign at the gate: whether the days of a slot are those of a day. */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const isOpen = (lot: ShareLot, at: number): boolean =>
  [0, 1].some(ago => {
    const day = dayNumber(at) - ago
    const isWeekend = [6, 0].includes(new Date(startOfDay(day) + 8 * HOUR).getUTCDay())
    const minute = (at - startOfDay(day)) / MINUTE
    return lot.slots.some(({ days, from, to }) => {
      if (days !== '每天' && (days === '休息日') !== isWeekend) return false
      const end = minutesOf(to) <= minutesOf(from) ? minutesOf(to) + 1440 : minutesOf(to)
      return minutesOf(from) <= minute && minute < end
    })
  })

describe('on a Friday evening', () => {
  let parking: ReturnType<typeof parkingWith>
  beforeAll(() => {
    parking = parkingWith({})
  })
  afterAll(() => parking.city.remove())
  const inForce = () => parking.shares.filter(({ state }) => state === '开放')

  test('[RFG62] (IOC-15) the car parks that units share, those open now and their bays', () => {
    const { shown, cell } = parking.intake
    const open = inForce().filter(({ lot }) => isOpen(lot, NOW))
    expect(open.length).toBeGreaterThan(2)
    expect(open.length).toBeLessThan(inForce().length)
    expect([shown('parking.share.lots'), shown('parking.share.open')]).toEqual([18, open.length])
    expect(shown('parking.share.suspended') ?? 0).toBe(18 - inForce().length)
    expect(shown('parking.share.bays')).toBe(sum(inForce(), ({ lot }) => lot.bays))
    expect(shown('parking.share.bays.open')).toBe(sum(open, ({ lot }) => lot.bays))
    const { rows } = listed(cell('parking.share.list'))
    expect(rows.slice(0, open.length).every(row => row[7] === 'open')).toBe(true)
    expect(rows.slice(open.length).some(row => row[7] === 'open')).toBe(false)
  })

  test('[RFG62] hour by hour of seven days the bays that are open', () => {
    for (let hour = 0; hour < 7 * 24; hour++) {
      const at = startOfDay(TODAY) + hour * HOUR
      const dims = [dateOfDay(dayNumber(at)), String(hour % 24).padStart(2, '0')]
      const bays = sum(
        inForce().filter(({ lot }) => isOpen(lot, at)),
        ({ lot }) => lot.bays,
      )
      expect(parking.intake.cell('parking.share.hours', dims), dims.join(' ')).toBe(bays)
    }
    expect(parking.intake.cells('parking.share.hours')).toHaveLength(7 * 24)
  })

  test('[RFG62] (IOC-15) what a board shows is what the devices of its car parks said through their own feed', () => {
    const { city, boards, intake, model } = parking
    const readAt = NOW - (NOW % READ_EVERY)
    const iot = createIotModel(city, { rate: ORDINARY_RATE, speed: 1 })
    const said = iot.truth(readAt).filter(({ device }) => device.domain === 'parking')
    intake.take(
      'iot-parking',
      said.map(({ device, measure, value, at }) => {
        const levels = ['ly', 'parking', device.area, device.id, measure.name]
        const data = { v: value, t: deviceTime(city, device, at) }
        return { topic: levels.join('/'), levels, retained: false, data }
      }),
    )
    const free = new Map([...intake.rowsOf('iot/')].map(([id, { row }]) => [id, row['free']]))
    expect(free.size).toBe(20)
    const rows = intake.rowsOf('traffic/')
    for (const { board, state, lots } of boards) {
      const { row, rows: inner } = rows.get(board.no)!
      expect(row, board.no).toMatchObject({ contradicts: false, out: state !== '正常' })
      expect(inner!['lots']!.map(({ counted }) => counted)).toEqual(lots.map(({ lot }) => free.get(lot.id)))
      const total = sum(lots, ({ lot }) => free.get(lot.id) as number)
      expect(row['shown'], board.no).toBe(state === '正常' ? total : null)
    }
    expect(intake.shown('parking.boards')).toBe(model.boards.length)
    expect(intake.shown('parking.boards.out') ?? 0).toBe(
      boards.filter(({ state }) => state !== '正常').length,
    )
    expect(intake.shown('parking.boards.wrong') ?? 0).toBe(0)
  })
})

test('[RFG62] (A9, A16) a board that stands still contradicts its car parks and stands first; bays that nobody told are in no sum', () => {
  const { city, boards, shares, intake } = parkingWith({ A9: 0.3, A16: 0.1 })
  const isWrong = ({ lots }: BoardTold) =>
    lots.some(({ shown, counted }) => shown !== null && counted !== null && Math.abs(shown - counted) > 5)
  const wrong = boards.filter(isWrong)
  expect(wrong.length).toBeGreaterThan(1)
  expect(wrong.length).toBeLessThan(boards.length)
  expect(wrong.every(({ shownAt, readAt }) => shownAt! < readAt)).toBe(true)
  expect(intake.shown('parking.boards.wrong')).toBe(wrong.length)
  const { rows } = listed(intake.cell('parking.boards.list'))
  expect(rows.map(row => row[10])).toEqual(boards.map((_, i) => i < wrong.length))
  const told = shares.filter(({ bays, state }) => bays !== null && state === '开放')
  expect(told.length).toBeLessThan(18)
  expect(intake.shown('parking.share.bays')).toBe(sum(told, ({ bays }) => bays!))
  city.remove()
})

test('[RFG62] a slot ends by the clock, without a word of its platform', () => {
  const { city, shares } = parkingWith({})
  const night = shares.find(({ lot, state }) => state === '开放' && lot.slots[0]!.to === '07:30')!
  const at = (now: number) => {
    const later = createIntake(now, KINDS)
    later.take('traffic-share', [shareJson(night)])
    return later.shown('parking.share.open') ?? 0
  }
  const monday = startOfDay(TODAY - 4)
  expect([at(monday + DAY + 7.5 * HOUR - 1), at(monday + DAY + 7.5 * HOUR)]).toEqual([1, 0])
  city.remove()
})

import { afterAll, expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { changeTimes, createGcprojModel, projectAt } from './model.ts'
import type { Project } from './project.ts'
import { ITEMS, LAND, STAGES } from './template.ts'
import { projectJson } from './wire.ts'

const city = cityForTests({ at: '2026-11-23T10:24:00+08:00' })
afterAll(city.remove)
const model = createGcprojModel(city)
const AT = city.clock.now()
const projects = model.projects(AT)
const key = projects.filter(p => p.projectClass !== null)
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const split = (list: readonly Project[], part: (p: Project) => string | null) =>
  Object.fromEntries(
    [...new Set(list.map(part))].map(name => {
      const some = list.filter(p => part(p) === name)
      return [String(name), [some.length, sum(some.map(p => p.investment)) / 10_000]]
    }),
  )

test.each(['2026-02-16', '2026-11-23', '2027-01-01', '2028-06-30'])(
  '[GCP1] on %s the key projects sum as published',
  date => {
    const list = model.projects(Date.parse(`${date}T12:00:00+08:00`)).filter(p => p.projectClass !== null)
    expect(list).toHaveLength(66)
    expect(sum(list.map(p => p.investment))).toBe(11_900_000)
    expect(split(list, p => p.projectClass)).toEqual({
      老字号: [11, 85],
      原字号: [45, 1089],
      新字号: [10, 16],
    })
    expect(split(list, p => p.phase)).toEqual({ 新建: [15, 30], 续建: [22, 96], 储备: [29, 1064] })
    expect(list.every(p => Number.isInteger(p.investment) && p.investment > 0)).toBe(true)
  },
)

test('[GCP1] the crossing of class and phase sums both ways', () => {
  const cells = split(key, p => `${p.projectClass}/${p.phase}`)
  expect(Object.keys(cells)).toHaveLength(9)
  expect(cells['原字号/储备']).toEqual([23, 1021])
})

test('[GCP2] smaller projects come in three tiers, with butlers by tier', () => {
  const small = projects.filter(p => p.projectClass === null)
  expect(small.length).toBeGreaterThan(460)
  expect(small.length).toBeLessThan(600)
  const tiers = { team: 0, butler: 0, none: 0 }
  for (const p of small) tiers[p.tier]++
  expect(tiers.butler).toBeGreaterThan(tiers.team)
  expect(tiers.team).toBeGreaterThan(60)
  expect(tiers.none).toBeGreaterThan(60)
  const wrong = projects.filter(({ tier, investment, butlers }) => {
    const wanted = investment >= 5000 ? 'team' : investment >= 1000 ? 'butler' : 'none'
    const heads = butlers.filter(b => b.role === '总管家').length
    return (
      tier !== wanted ||
      heads !== (tier === 'none' ? 0 : 1) ||
      butlers.length !== { team: 5, butler: 1, none: 0 }[tier]
    )
  })
  expect(wrong).toEqual([])
})

test('[GCP13] (PRV-12) each key project has a leader by his post and a task force, and no smaller one has', () => {
  const told = projects.map(({ projectClass, leader, taskForce }) => [projectClass, leader, taskForce])
  expect(told.filter(([projectClass, ...led]) => led.includes(null) !== (projectClass === null))).toEqual([])
  expect(key.filter(({ name, taskForce }) => taskForce !== `${name}工作专班`)).toEqual([])
  const leaders = new Set(key.map(({ leader }) => leader))
  expect(leaders.size).toBeGreaterThan(5)
  for (const leader of leaders) expect(leader).toMatch(/^演示市级领导岗位\d+$/)
})

test('[GCP3] stage limits sum to 55 working days without the land, and the items fit them', () => {
  expect(STAGES).toHaveLength(8)
  expect(ITEMS).toHaveLength(42)
  expect(sum(STAGES.filter(s => !s.excluded).map(s => s.limit))).toBe(55)
  expect(STAGES.filter(s => s.excluded).map(s => s.no)).toEqual([LAND])
  const longest = (no: number): number => {
    const item = ITEMS[no - 1]!
    const before = item.after.filter(other => ITEMS[other - 1]!.stage === item.stage)
    return item.limit + Math.max(0, ...before.map(longest))
  }
  const tooLong = STAGES.filter(stage =>
    ITEMS.some(item => item.stage === stage.no && longest(item.no) > stage.limit),
  )
  expect(tooLong).toEqual([])
  expect(
    ITEMS.every(item => item.after.every(no => no < item.no && ITEMS[no - 1]!.stage <= item.stage)),
  ).toBe(true)
})

test('[GCP4] the example has seven stages, 38 items, 2 亿 and its obstacles', () => {
  const example = projects.find(p => p.name.includes('再生资源'))!
  expect(example.stages).toHaveLength(7)
  expect(example.lives).toHaveLength(38)
  expect(example.lives.every(life => life.applicable)).toBe(true)
  expect(example.investment).toBe(20_000)
  expect(example.district.name).toBe('辽阳县')
  const blockers = example.lives.flatMap(life => life.blockers.map(b => b.name))
  expect(blockers).toEqual(['高压线迁移', '供热管线迁移', '净地交付'])
})

test('[GCP5] items wait for their prerequisites unless tolerated', () => {
  const wrong = projects.flatMap(({ lives, items }) => {
    const done = new Map(lives.map(life => [life.template.no, life.doneAt]))
    const planned = new Set(items.map(item => item.no))
    return lives.filter(({ template, startAt, tolerated }) => {
      const latest = Math.max(0, ...template.after.filter(no => planned.has(no)).map(no => done.get(no)!))
      return !tolerated && startAt < latest
    })
  })
  expect(wrong).toEqual([])
  const tolerated = projects.flatMap(p => p.lives).filter(life => life.tolerated)
  expect(tolerated.length).toBeGreaterThan(20)
})

test('[GCP5] five to eight items in a hundred take longer than their limit', () => {
  const done = model
    .truth(AT)
    .flatMap(p => p.items)
    .filter(item => item.doneAt !== null && item.dueAt !== null)
  const late = done.filter(item => item.doneAt! > item.dueAt!).length / done.length
  expect(done.length).toBeGreaterThan(8000)
  expect(late).toBeGreaterThan(0.05)
  expect(late).toBeLessThan(0.08)
  const open = model.truth(AT).filter(p => p.items.some(item => item.overdue))
  expect(open.length).toBeGreaterThan(8)
  expect(
    model
      .truth(AT)
      .filter(p => p.project.projectClass !== null && p.items.some(i => i.status === 'in_progress')).length,
  ).toBeGreaterThan(8)
})

test('[GCP8] between two changes a project reads the same, at a change it gets the next version', () => {
  const telling = { at: 0, anomalies: city.anomalies }
  const told = (project: Project, at: number) => projectJson(projectAt(city, project, at), { ...telling, at })
  const some = key.slice(0, 5)
  let compared = 0
  for (const project of some) {
    const times = changeTimes(project, city.anomalies).filter(time => time > project.beginsAt)
    for (const [i, time] of times.slice(0, -1).entries()) {
      if (times[i + 1]! - time < 2) continue
      compared++
      const [first, last] = [told(project, time), told(project, times[i + 1]! - 1)]
      expect(JSON.stringify(first)).toBe(JSON.stringify(last))
      expect(Date.parse(first.updatedAt)).toBe(Math.floor(time / 1000) * 1000)
      expect(told(project, times[i + 1]!).version).toBeGreaterThan(first.version)
    }
  }
  expect(compared).toBeGreaterThan(250)
})

test('[GCP9] A20: towards the end of the year items are due beyond the published holidays', () => {
  const open = (date: string) =>
    model
      .truth(Date.parse(`${date}T12:00:00+08:00`))
      .flatMap(p => p.items)
      .filter(i => i.status === 'in_progress')
  expect(open('2026-06-15').some(item => item.provisional)).toBe(false)
  expect(open('2026-12-15').filter(item => item.provisional).length).toBeGreaterThan(20)
})

test('[GCP11] the same seed makes the same bytes, another seed others', () => {
  const bytes = (seed: string) => {
    const other = cityForTests({ at: '2026-11-23T10:24:00+08:00', seed })
    const text = JSON.stringify(createGcprojModel(other).projects(AT).slice(0, 80))
    other.remove()
    return text
  }
  expect(bytes('test')).toBe(JSON.stringify(projects.slice(0, 80)))
  expect(bytes('b')).not.toBe(bytes('test'))
})

test('[GCP11] codes have the shape of GB/T 40058, names say that they are invented', () => {
  const wrong = projects.filter(
    p =>
      !/^\d{4}-2110\d\d-0[47]-0[12]-\d{6}$/.test(p.code) ||
      p.code.length !== 24 ||
      !p.name.endsWith('(演示)') ||
      !p.owner.startsWith('演示企业'),
  )
  expect(wrong).toEqual([])
  expect(new Set(projects.map(p => p.code)).size).toBe(projects.length)
})

test('[GCP12] (LYX-08) the chief butler presses for what is late with another butler, and for nothing else', () => {
  const withTeam = projects.filter(({ tier }) => tier === 'team')
  const offices = new Set(withTeam.flatMap(({ butlers }) => butlers.map(({ department }) => department)))
  expect(offices).toContain('市自然资源局')
  const lives = projects.flatMap(project => project.lives.map(life => ({ project, life })))
  const pressed = lives.filter(({ life }) => life.pressing !== null)
  expect(pressed.length).toBeGreaterThan(50)
  const wrong = pressed.filter(({ project, life: { pressing, department, doneAt, startAt, template } }) => {
    const own = project.butlers.some(b => b.role === '分管家' && b.department === department.name)
    const { issuedAt, signedAt, repliedAt } = pressing!
    const inOrder = issuedAt < signedAt && signedAt <= repliedAt && repliedAt <= doneAt
    return !own || !inOrder || issuedAt < startAt + template.limit * DAY
  })
  expect(wrong).toEqual([])
  const obstacles = lives.flatMap(({ project, life }) =>
    life.blockers.map(({ name, office }) => ({ name, office, town: project.town.name })),
  )
  expect(obstacles.find(({ name }) => name === '供热管线迁移')?.office).toBe('演示热力公司')
  expect(
    obstacles.filter(({ name, office, town }) => name === '净地交付' && !office?.includes(town)),
  ).toEqual([])
})

test('[GCP12] a pressing is told once it was issued, and its signature once that was given', () => {
  const telling = { anomalies: city.anomalies }
  const [project, life] = projects.flatMap(each =>
    each.lives.flatMap(one => (one.pressing === null ? [] : [[each, one] as const])),
  )[0]!
  const { issuedAt, signedAt } = life.pressing!
  const at = (time: number) =>
    projectJson(projectAt(city, project, time), { ...telling, at: time }).items.find(
      ({ no }) => no === life.template.no,
    )?.supervision
  expect(at(issuedAt - 1000)).toBeNull()
  expect(at(issuedAt)).toMatchObject({ by: '总管家', signedAt: null, repliedAt: null })
  expect(at(signedAt)?.signedAt).not.toBeNull()
})

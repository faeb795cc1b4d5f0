import { instant } from '../../shared/calendar/naive.fixture.ts'
import { problem } from '../../shared/kinds/problem/kind.ts'
import { collected, step } from '../../shared/kinds/problem/problem.fixture.ts'
import type { Part } from '../../shared/kinds/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { openDeedCity, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveProblems } from './routes.ts'

export const DISTRICT = '211004'
export const OTHER_DISTRICT = '211002'
/** Keeps the ledger of the district, and of all others. */
export const OFFICE = '宏伟区发改委'
export const CITY_OFFICE = '市营商局'
export const DEPARTMENT = '宏伟区住建局'
export const PAPER = 'HW2026-001'

const FRIDAY = instant('2026-11-20 14:00')

const factOf = (kind: string, id: string, part: string, made: Part): RecordFact => {
  const { conflict: _conflict, ...rest } = made
  return { ...rest, type: 'record', kind, id: `enterprise/${id}`, part, at: FRIDAY }
}

const session = (number: string, startsAt: number): RecordFact =>
  factOf(
    teaSession.id,
    number,
    'main',
    partWith(
      { number, startsAt, enterprises: ['演示企业07'], departments: [] },
      { event: startsAt, area: DISTRICT },
    ),
  )

/** A tea table of Friday and the next; a problem that a ledger on paper had begun with. */
export const openCity = (): Promise<DeedCity> =>
  openDeedCity({
    kinds: [problem, teaSession],
    facts: [
      session('第198场', FRIDAY),
      session('第199场', instant('2026-11-27 14:00')),
      factOf(problem.id, PAPER, 'main', collected({ number: PAPER, office: OFFICE }, FRIDAY)),
      factOf(problem.id, PAPER, 'step:2', step(2, 'taken', '2026-11-20 16:00')),
    ],
    serve: (routes, parts) =>
      serveProblems(routes, { ...parts, departments: () => [DEPARTMENT, '宏伟区财政局'] }),
  })

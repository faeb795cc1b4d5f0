import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { MONDAY, openDeedCity, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveSupervisions } from './routes.ts'

export const PROJECT = 'gcproj/2611-211004-04-01-000011'
export const DISTRICT = '211004'
const TOWN = '211004001'
export const OTHER_DISTRICT = '211002'

/** The item `6-2` was due on the Friday before, `6-1` is in time, `7-1` has not begun. */
export const openCity = (): Promise<DeedCity> =>
  openDeedCity({ kinds: [project, supervision], facts: [projectFact(TOWN)], serve: serveSupervisions })

function projectFact(area: string): RecordFact {
  const department = '市住建局'
  const fields: Fields = {
    ...{ investCode: '2611-211004-04-01-000011', name: '演示项目', class: '原字号', stages: STAGES },
    butlers: [
      { role: '总管家', department: '县科协' },
      { role: '分管家', scope: '建设手续', department },
    ],
    items: [
      { ...item('6-1', 6, ran('2026-11-20 09:00', null)), department: '市工信局' },
      { ...item('6-2', 6, ran('2026-11-13 09:00', null)), department, name: '质量监督手续' },
      { ...item('7-1', 7), department },
    ],
  }
  const { conflict: _conflict, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY })
  return { ...part, type: 'record', kind: project.id, id: PROJECT, part: 'main' }
}

import { flag, instant, text } from '../columns.ts'
import { told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { VisitFields } from './fields.ts'

function deriveVisit(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as VisitFields
  const problem = told(fields.problem)
  return {
    area: main.area,
    row: {
      ...{ event: fields.visitedAt, kind: 'pairing-visit', area: main.area, number: fields.number },
      ...{ title: told(fields.title), pair: fields.pair, cadre: told(fields.cadre) },
      ...{ level: told(fields.level), party: told(fields.party), visitedAt: fields.visitedAt },
      ...{ problem, found: problem !== null, state: problem === null ? 'clear' : 'found' },
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}

/** 双进双促走访 (HW-03): who was where when, and which problem of the ledger he found there. */
export const pairingVisit: Kind = {
  id: 'pairing-visit',
  version: 1,
  title: { zh: '双进双促走访', en: 'visit of a pair' },
  parts: { main: VisitFields },
  columns: [
    ...eventColumns,
    text('number', '走访编号', 'number'),
    text('title', '走访内容', 'about'),
    text('pair', '包联编号', 'pair'),
    text('cadre', '干部岗位', 'cadre'),
    text('level', '干部层级', 'level'),
    text('party', '走访对象', 'visited'),
    instant('visitedAt', '走访时间', 'visited at'),
    text('problem', '问题编号', 'problem'),
    flag('found', '发现问题', 'a problem was found'),
    text('state', '结果', 'outcome', {
      clear: { zh: '未见问题', en: 'nothing found' },
      found: { zh: '发现问题', en: 'problem found' },
    }),
    marksColumn,
  ],
  // Some fifteen a week.
  bounded: true,
  publicly: { about: 'things', open: ['number', 'title', 'pair', 'cadre', 'level', 'problem'] },
  derive: deriveVisit,
}

import { Type, type Static } from 'typebox'
import { count, text } from '../columns.ts'
import { Code, codeIn, Count, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { TRADES } from './trades.ts'

/** A firm that brings water, power, gas or heat to homes. */
const FirmFields = Type.Object(
  { number: Code, name: Name, trade: codeIn(TRADES), accounts: optional(Count) },
  exact,
)
type FirmFields = Static<typeof FirmFields>

/** 水电气暖企业 (IOC-19), as the platform that they share lists it. Event: when it joined. */
export const utilityFirm: Kind = {
  id: 'utility-firm',
  version: 1,
  title: { zh: '水电气暖企业', en: 'utility' },
  parts: { main: FirmFields },
  columns: [
    ...eventColumns,
    text('number', '企业编号', 'number'),
    text('name', '企业', 'firm'),
    text('trade', '行业', 'trade', TRADES),
    count('accounts', '用户数', 'accounts', '户'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['number', 'name'] },
  derive: deriveFirm,
}

function deriveFirm(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as FirmFields
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'utility-firm', area: main.area, number: fields.number },
      ...{ name: fields.name, trade: fields.trade, accounts: told(fields.accounts) },
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}

import { Type, type Static } from 'typebox'
import { fewFlag, text } from '../columns.ts'
import { Code, exact, Name, oneOf } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Column, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** 信号灯 (IOC-14): the lights of one crossing, as they are since `event`. */
export const SignalFields = Type.Object(
  { code: Code, crossing: Name, state: oneOf(['working', 'flashing', 'dark', 'lost']) },
  exact,
)
type SignalFields = Static<typeof SignalFields>

const columns: readonly Column[] = [
  ...eventColumns,
  text('code', '信号机编号', 'controller'),
  text('title', '路口', 'crossing'),
  text('state', '状态', 'state', {
    working: { zh: '正常', en: 'working' },
    flashing: { zh: '黄闪', en: 'flashing yellow' },
    dark: { zh: '灭灯', en: 'dark' },
    lost: { zh: '通信中断', en: 'not heard' },
  }),
  fewFlag('out', '异常', 'out of order'),
  marksColumn,
]

export const trafficSignal: Kind = {
  id: 'traffic-signal',
  version: 1,
  title: { zh: '信号灯', en: 'traffic lights' },
  parts: { main: SignalFields },
  columns,
  bounded: true,
  publicly: { about: 'things', open: ['code', 'title'] },
  derive: deriveSignal,
}

function deriveSignal(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const { code, crossing, state } = main.fields as unknown as SignalFields
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'traffic-signal',
      area: main.area,
      code,
      title: crossing,
      state,
      // Of one that is not heard nobody knows whether it works: somebody has to go there.
      out: state !== 'working',
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}

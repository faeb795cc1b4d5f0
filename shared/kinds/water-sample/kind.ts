import { Type, type Static } from 'typebox'
import { HOUR } from '../../calendar/civil.ts'
import { MEASURES, waterQualityOf, type Measure, type Sample } from '../../water/water.ts'
import { fewFlag, flag, list, number, text } from '../columns.ts'
import { Code, codeIn, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Codes, type Column, type Derived, type Env, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

const Measured = optional(Type.Integer({ minimum: -1e9, maximum: 1e9 }))
const BODIES = {
  river: { zh: '河流', en: 'river' },
  reservoir: { zh: '湖库', en: 'reservoir' },
} as const satisfies Codes

/** What the automatic station of a section measured; thousandths of a mg/L, pH in hundredths. */
const SampleFields = Type.Object(
  {
    section: Code,
    sectionName: Name,
    body: codeIn(BODIES),
    /** The class that is wanted, 1 to 5. */
    target: optional(Type.Integer({ minimum: 1, maximum: 5 })),
    ...{ ph: Measured, oxygen: Measured, permanganate: Measured, ammonia: Measured, phosphorus: Measured },
  },
  exact,
)
type SampleFields = Static<typeof SampleFields>

const GRADES = {
  '1': { zh: 'I类', en: 'class I' },
  '2': { zh: 'II类', en: 'class II' },
  '3': { zh: 'III类', en: 'class III' },
  '4': { zh: 'IV类', en: 'class IV' },
  '5': { zh: 'V类', en: 'class V' },
  '6': { zh: '劣V类', en: 'below class V' },
} as const satisfies Codes

const NAMES: { readonly [measure in Measure | 'ph']: { readonly zh: string; readonly en: string } } = {
  ph: { zh: 'pH', en: 'pH' },
  oxygen: { zh: '溶解氧', en: 'oxygen' },
  permanganate: { zh: '高锰酸盐指数', en: 'permanganate index' },
  ammonia: { zh: '氨氮', en: 'ammonia' },
  phosphorus: { zh: '总磷', en: 'phosphorus' },
}
const MG = { zh: 'mg/L', en: 'mg/L' }

const measured = (name: Measure): Column => number(name, NAMES[name].zh, NAMES[name].en, MG, 1000)

/** 断面水质 (IOC-24): a section of a river or reservoir as it was measured once. Event: when it was. */
export const waterSample: Kind = {
  id: 'water-sample',
  version: 1,
  title: { zh: '断面水质', en: 'sample of water' },
  parts: { main: SampleFields },
  columns: [
    ...eventColumns,
    text('section', '断面编码', 'section code'),
    text('sectionName', '断面', 'section'),
    text('body', '水体', 'water', BODIES),
    fewFlag('current', '最近九小时', 'of the last nine hours'),
    text('grade', '水质类别', 'class', GRADES),
    number('gradeNo', '类别序号', 'class by number', { zh: '', en: '' }),
    number('target', '目标类别', 'class wanted', { zh: '', en: '' }),
    flag('met', '达到目标', 'as wanted'),
    flag('good', '优良', 'class III or better'),
    list('factors', '超标因子', 'worse than wanted', NAMES),
    flag('doubtful', '数值可疑', 'doubtful value'),
    number('ph', NAMES.ph.zh, NAMES.ph.en, { zh: '', en: '' }, 100),
    ...MEASURES.map(measured),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['section', 'sectionName'] },
  derive: deriveSample,
}

/** Measured every four hours and told late: twice it may be missing. */
const CURRENT = 9 * HOUR
/** Class III and better is 优良. */
const GOOD = 3
/** Nobody measures nothing at all, nor that much: it was blank, or in another unit (A9). */
const MOST = 100_000

const usable = (value: number | null): value is number => value !== null && value > 0 && value <= MOST

function deriveSample(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as SampleFields
  const said = (['ph', ...MEASURES] as const).map(name => [name, told(fields[name])] as const)
  const sample = Object.fromEntries(
    said.map(([name, value]) => [name, usable(value) ? value : null]),
  ) as Sample
  const target = told(fields.target)
  const quality = waterQualityOf(sample, target, fields.body)
  const current = now < main.event + CURRENT
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'water-sample', area: main.area, section: fields.section },
      ...{ sectionName: fields.sectionName, body: fields.body, current, target },
      grade: quality === null ? null : String(quality.grade),
      gradeNo: quality === null ? null : quality.grade,
      met: quality === null || target === null ? null : quality.grade <= target,
      good: quality === null ? null : quality.grade <= GOOD,
      factors: quality === null ? null : quality.factors,
      doubtful: said.some(([, value]) => value !== null && !usable(value)),
      ...sample,
      marks: marksOf(main, false, false),
    },
    nextAt: current ? main.event + CURRENT : null,
  }
}

import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'
import { workEn, workZh } from './work.ts'

/** 档案: what is known of one enterprise, project, case, problem or place. */
const zh = {
  ...workZh,
  title: '档案',
  search: '查企业、项目、办件、问题、地点',
  searchHint: '名称、曾用名、统一社会信用代码、项目代码、办件或问题编号',
  find: '查询',
  none: '没有查到。名称可只写一部分;您的岗位看不到的不会列出。',
  moreHits: '还有更多,请写得更具体。',
  choose: '按名称或代码查询,或从任一数字的明细点开。',
  types: { enterprise: '企业', project: '项目', case: '办件', problem: '问题', place: '地点' },
  known: '又名 {names}',
  libraries: '所在支撑库',
  asOf: '截至 {time}',
  records: '{n} 条',
  atLeast: '{n} 条以上',
  shown: '列出前 {n} 条',
  open: '在办 {n}',
  overdue: '超时 {n}',
  byName: '按名称归集',
  byNameWhy: '此条未报代码,按登记的名称归入。',
  whole: '全部字段',
  sources: '来源',
  never: '尚未报来',
  told: '{time} 报来',
  lists: {
    items: '审批事项',
    stages: '阶段',
    prerequisites: '前置要件',
    steps: '环节',
    findings: '巡察发现',
  } as const,
}
export type EntityWords = WordsOf<typeof zh>

const en: EntityWords = {
  ...workEn,
  title: 'Files',
  search: 'Find an enterprise, a project, a case, a problem, a place',
  searchHint: 'a name, a former name, a credit code, a project code, the number of a case or problem',
  find: 'Find',
  none: 'Nothing found. A part of a name will do; what your post may not see is not listed.',
  moreHits: 'There are more: write more of it.',
  choose: 'Search by name or code, or open a file from the records behind any number.',
  types: {
    enterprise: 'Enterprise',
    project: 'Project',
    case: 'Case',
    problem: 'Problem',
    place: 'Place',
  },
  known: 'also {names}',
  libraries: 'Stands in',
  asOf: 'as of {time}',
  records: '{n} records',
  atLeast: 'more than {n} records',
  shown: 'the first {n}',
  open: '{n} open',
  overdue: '{n} overdue',
  byName: 'by name',
  byNameWhy: 'This record tells no code; it is joined by a registered name.',
  whole: 'All fields',
  sources: 'Sources',
  never: 'nothing heard yet',
  told: 'heard {time}',
  lists: {
    items: 'items',
    stages: 'stages',
    prerequisites: 'prerequisites',
    steps: 'steps',
    findings: 'found by inspections',
  },
}

export const entityWords = (language: Language): EntityWords => inLanguage<EntityWords>(language, zh, en)

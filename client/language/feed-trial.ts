import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** What a feed that is tried would show, and over which records. */
const zh = {
  preview: '试跑预览',
  previewHint: '按发布后的样子',
  pictureOf: '试跑后的面板',
  /** In place of an age. */
  tag: '试跑',
  before: '现行版本',
  after: '新版 · 试跑',
  first: '本版 · 试跑',
  untried: '取一次样本,这里就按发布后的样子画出会变的面板。',
  noRecords: '没有可试跑的记录。',
  unmapped: '映射还不能用,画不出面板。',
  nonePasses: '没有一条通过,没有面板可画。',
  same: '映射与现行版本相同,没有面板会变。',
  noChange: '没有面板会因此不同。',
  alone: '假设全市只有试跑的这 {n} 条记录;其他数据源的数字不在其中,显示为 —。',
  more: '另有 {n} 个面板,见“引用”。',
  changedSince: '样本是改动之前试跑的,请再取一次。',
  noMetric: '还没有指标统计这类记录,所以哪里也看不到它。先建一个指标,再在场景的面板里选它:',
  noneCounts:
    '有 {n} 个指标统计这类记录,但都不含这些(例如限定了别的来源系统),所以哪里也看不到。先建一个指标,再在场景的面板里选它:',
  noPanel: '有 {n} 个指标统计这类记录,还没有面板用到。到场景里加一个面板、选其中一个:',
  unshown: '还没有面板用到的指标:',
  toMetrics: '建指标',
  toScenes: '到场景里放面板',
  held: '试跑的是最近推送到的记录({since} 至 {until}),没有另建连接。',
  anew: '另建连接再取',
  over: '上游说了 {came} 条,试跑其中 {n} 条。',
  refusedHead: '不通过的,按原因',
  times: '{n} 条',
}

const en: WordsOf<typeof zh> = {
  preview: 'What it would show',
  previewHint: 'as once it is in force',
  pictureOf: 'Panels after the trial',
  tag: 'trial',
  before: 'In force',
  after: 'This version, tried',
  first: 'This version, tried',
  untried: 'Take a sample, and the panels that would change are drawn here.',
  noRecords: 'There are no records to try.',
  unmapped: 'The mapping cannot be used yet, so no panel can be drawn.',
  nonePasses: 'None of them passes, so there is nothing to draw.',
  same: 'It maps as the version in force does: no panel would change.',
  noChange: 'No panel would say otherwise.',
  alone:
    'As if the {n} records of the trial were all there is; what other feeds tell is not among them and shows as —.',
  more: '{n} more panels, see where it is used.',
  changedSince: 'Something was changed since this sample was tried; take it again.',
  noMetric:
    'No metric counts such records yet, so nobody sees them. Make one, and choose it in a panel of a scene:',
  noneCounts:
    '{n} metrics count such records and none of these (they may want another system), so nobody sees them. Make one, and choose it in a panel of a scene:',
  noPanel: '{n} metrics count such records and no panel shows them. Add a panel to a scene and choose one:',
  unshown: 'Metrics that no panel shows yet:',
  toMetrics: 'a metric',
  toScenes: 'a panel in a scene',
  held: 'Tried are the records that were pushed last ({since} to {until}); no connection was made.',
  anew: 'Connect and take anew',
  over: 'The upstream told {came} records; {n} of them were tried.',
  refusedHead: 'Refused, by reason',
  times: '{n}',
}

export const feedTrialWords = (language: Language): typeof zh => inLanguage(language, zh, en)

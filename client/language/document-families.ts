import type { WordsOf } from './words.ts'

/** What families of documents are called, and who leans on one. */
export const familiesZh = {
  families: {
    feed: '数据源',
    metric: '指标',
    scene: '场景',
    alert: '告警规则',
    channel: '告警通道',
    naming: '名称对照',
  },
  leaning: {
    feed: '发布后影响 {scenes} 个场景、{panels} 个面板、{metrics} 个指标。',
    metric: '发布后影响 {scenes} 个场景、{panels} 个面板。',
    scene: '它展示 {metrics} 个指标。',
    alert: '它判断 {metrics} 个指标。',
    channel: '告警规则按名称使用它。',
    naming:
      '发布后,按名称识别地点或部门的数据源随即按它重新开始,隔离的记录也再试一遍。已收下的记录保持原样。',
  },
}

export const familiesEn: WordsOf<typeof familiesZh> = {
  families: {
    feed: 'Feeds',
    metric: 'Metrics',
    scene: 'Scenes',
    alert: 'Alert rules',
    channel: 'Channels',
    naming: 'Names',
  },
  leaning: {
    feed: 'Scenes it touches: {scenes}, panels: {panels}, metrics: {metrics}.',
    metric: 'Scenes it touches: {scenes}, panels: {panels}.',
    scene: 'Metrics it shows: {metrics}.',
    alert: 'Metrics it judges: {metrics}.',
    channel: 'Rules of alerts use it by its name.',
    naming:
      'Once published, feeds that know places or departments by name begin anew under it and try again what was set aside. What was taken stays as it is.',
  },
}

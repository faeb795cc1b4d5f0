import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

const zh = {
  export: '导出这些明细',
  reason: '用途(4 至 200 字,记入审计)',
  hint: '最多 5000 条。文件中每一条都注明由谁、何时、在哪一次导出。',
  format: '格式',
  formats: { csv: 'CSV 表格', geojson: 'GeoJSON 地图(有坐标的落点)' },
  save: '导出',
  cancel: '取消',
  done: '已导出并记入审计。',
}
export type ExportWords = WordsOf<typeof zh>

const en: ExportWords = {
  export: 'Export these records',
  reason: 'What for (4 to 200 characters, told to the audit)',
  hint: 'At most 5 000. Each row of the file says who took it, when and by which export.',
  format: 'Format',
  formats: { csv: 'CSV table', geojson: 'GeoJSON map (where a place is known)' },
  save: 'Export',
  cancel: 'Cancel',
  done: 'Exported; the audit has it.',
}

export const exportWords = (language: Language): ExportWords => inLanguage<ExportWords>(language, zh, en)

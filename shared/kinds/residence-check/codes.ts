import type { Codes } from '../kind.ts'

export const TYPES = {
  rented: { zh: '出租房屋复核', en: 'homes that are let' },
  floating: { zh: '流动人口核实', en: 'people from elsewhere' },
  vacant: { zh: '空置房屋核实', en: 'vacant homes' },
  care: { zh: '关爱对象走访', en: 'people in need' },
  twice: { zh: '重复信息核对', en: 'entered twice' },
  building: { zh: '整栋核查', en: 'a whole building' },
} as const satisfies Codes

export const SOURCES = {
  compared: { zh: '系统比对', en: 'compared by the system' },
  patrol: { zh: '网格上报', en: 'told by the grid' },
  pushed: { zh: '部门推送', en: 'passed on by a department' },
  hotline: { zh: '12345转办', en: 'from 12345' },
} as const satisfies Codes

export const RESULTS = {
  matched: { zh: '信息相符', en: 'as registered' },
  changed: { zh: '已更正', en: 'corrected' },
  absent: { zh: '入户无人', en: 'nobody at home' },
  void: { zh: '任务撤销', en: 'withdrawn' },
} as const satisfies Codes

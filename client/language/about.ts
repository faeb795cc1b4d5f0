import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

const zh = {
  title: '关于瞭望',
  desk: '返回桌面',
  version: '版本',
  licence: '许可',
  areas: '区划与地图',
  asOf: '截至 {date}',
  review: '审图号 {number}',
  calendars: '工作日历',
  covers: '{from} 至 {to}',
  fonts: '字体',
  fontLicence: 'SIL 开放字体许可 1.1',
  feeds: '数据源 {n} 项',
  simulated: '演示数据',
  unreachable: '服务器没有回答',
  denied: '登录后可见数据来源',
}
export type AboutWords = WordsOf<typeof zh>

const en: AboutWords = {
  title: 'About Liaowang',
  desk: 'Back to the desk',
  version: 'Version',
  licence: 'Licence',
  areas: 'Areas and map',
  asOf: 'as of {date}',
  review: 'Map approval {number}',
  calendars: 'Calendars',
  covers: '{from} to {to}',
  fonts: 'Fonts',
  fontLicence: 'SIL Open Font License 1.1',
  feeds: '{n} sources of data',
  simulated: 'simulated',
  unreachable: 'The server does not answer',
  denied: 'Sources of data are shown to whoever is signed in',
}

export const aboutWords = (language: Language): AboutWords => inLanguage<AboutWords>(language, zh, en)

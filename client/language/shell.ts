import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** What stands around the pages of people. */
const zh = {
  name: '瞭望',
  desk: '城市桌面',
  work: '督办',
  problems: '企业问题',
  account: '我的账号',
  admin: '管理',
  people: '人员',
  policy: '口令与登录',
  screens: '大屏',
  zones: '接入网段',
  secrets: '密钥',
  audit: '审计',
  signIn: '登录',
  signOut: '退出登录',
  otherLanguage: 'English',
  contrast: '高对比',
  pages: '页面',
  loading: '正在读取…',
  again: '再读一次',
  denied: '此页不属于您的岗位',
  deniedWhy: '所需权限由安全管理员授予。您的每一次尝试都不会显示此页内容。',
  nothing: '没有可显示的管理页。',
  idle: '{n} 秒后将因无操作退出登录',
  idleWhy: '岗位规定:无人操作的登录会自动结束,未提交的内容会丢失。',
  stay: '继续使用',
  noAnswer: '服务器没有回答',
}
export type ShellWords = WordsOf<typeof zh>

const en: ShellWords = {
  name: 'Liaowang',
  desk: 'City desk',
  work: 'Supervision',
  problems: 'Enterprises',
  account: 'My account',
  admin: 'Administration',
  people: 'People',
  policy: 'Passwords and sign-in',
  screens: 'Screens',
  zones: 'Zones of feeds',
  secrets: 'Secrets',
  audit: 'Audit',
  signIn: 'Sign in',
  signOut: 'Sign out',
  otherLanguage: '中文',
  contrast: 'High contrast',
  pages: 'Pages',
  loading: 'Reading…',
  again: 'Read again',
  denied: 'This page is not for your post',
  deniedWhy: 'The security administrator gives permissions. Nothing of this page is shown without.',
  nothing: 'There is nothing for you to administer.',
  idle: 'Signed out in {n} seconds for want of a hand',
  idleWhy: 'A session that nobody uses ends by itself, and with it what was not sent.',
  stay: 'Stay',
  noAnswer: 'The server does not answer',
}

export const shellWords = (language: Language): ShellWords => inLanguage<ShellWords>(language, zh, en)

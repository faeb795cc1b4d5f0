import { codesOf } from '../text/codes.ts'
import { hide, type Cover } from './cover.ts'
import { surnameAt } from './surnames.ts'

/** What is said after a name, each of two signs. */
export const TITLES = '先生 女士 小姐 师傅 老师 大爷 大妈 大哥 大姐 大娘 大叔 阿姨 同志 老人 奶奶 爷爷'.split(
  ' ',
)

/** Signs that go on with the sentence and hardly ever stand in a given name. */
const GOES_ON = new Set('电手联住身称说反在于的男女来投致向因与和及有是要请')
const LONGEST_LABELLED = 24
/** A labelled text of this length with such an end is an office or a firm. */
const SHORTEST_OFFICE = 5
const OFFICE_ENDS = new Set('司厂局店社部院校所会站区队处科室村镇街')

/** Surnames that after 市民 or 业主 are far more often an ordinary word (居民向社区反映). */
const ORDINARY = new Set('于向常高成')

const isHanzi = (sign: string | undefined): boolean => sign !== undefined && sign >= '㐀' && sign <= '鿿'

/** 姓名：张三丰 -> 姓名：张**. What a colon leads to is a name whatever it looks like; else it must begin with a surname. */
export function hideNameAfter(cover: Cover, at: number, colon: boolean, often: boolean): void {
  const { text } = cover
  if (colon) return hideLabelled(cover, at)
  const surname = surnameAt(text, at)
  if (surname === 0 || (!often && ORDINARY.has(text[at]!))) return
  const to = endOfGiven(text, at + surname, often)
  if (to > at + surname) hide(cover, at + surname, to)
}

/** A given name has one or two signs; what follows it, or a title, shows its end. */
function endOfGiven(text: string, from: number, often: boolean): number {
  if (!isHanzi(text[from]) || isTitle(text, from)) return from
  if (endsAt(text, from + 1) && !isHanziPair(text, from)) return from + 1
  if (isHanziPair(text, from) && endsAt(text, from + 2)) return from + 2
  if (endsAt(text, from + 1)) return from + 1
  // A name certainly stands here, only its end cannot be seen: rather a sign too many than a name.
  return often ? from + 2 : from
}

const isHanziPair = (text: string, at: number): boolean =>
  isHanzi(text[at]) && isHanzi(text[at + 1]) && !isTitle(text, at + 1)
const endsAt = (text: string, at: number): boolean =>
  !isHanzi(text[at]) || GOES_ON.has(text[at]!) || isTitle(text, at)

const TITLE_SET = new Set(TITLES)
const TITLE_STARTS = codesOf(TITLES.map(title => title[0]).join(''))
const isTitle = (text: string, at: number): boolean =>
  TITLE_STARTS.has(text.charCodeAt(at)) && TITLE_SET.has(text.slice(at, at + 2))

function hideLabelled(cover: Cover, at: number): void {
  const { text } = cover
  let end = at
  while (end < at + LONGEST_LABELLED && isNameSign(text, end) && !(end > at + 1 && GOES_ON.has(text[end]!)))
    end++
  const isOffice = end - at >= SHORTEST_OFFICE && OFFICE_ENDS.has(text[end - 1]!)
  if (end > at + 1 && !isOffice) hide(cover, at + 1, end)
}

/** Hanzi, Latin letters, the dot between parts of a name, and a blank between Latin words. */
function isNameSign(text: string, at: number): boolean {
  const sign = text[at]
  if (isHanzi(sign) || sign === '·' || sign === '•') return true
  return isLatin(sign) || (sign === ' ' && isLatin(text[at - 1]) && isLatin(text[at + 1]))
}

const isLatin = (sign: string | undefined): boolean =>
  sign !== undefined && ((sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z'))

/** 王小明先生 -> 王**先生; 王先生 says no more than it does. */
export function hideNameBefore(cover: Cover, at: number): void {
  const { text } = cover
  if (!isTitle(text, at)) return
  for (let given = 2; given >= 1; given--) {
    const from = at - given
    if (!isHanzi(text[from]) || !isHanzi(text[at - 1])) continue
    if (surnameAt(text, from - 2) === 2 || surnameAt(text, from - 1) > 0) return hide(cover, from, at)
  }
}

import type { Language } from './say.ts'

/** What the server says of a document, as it says it, and the same in Chinese; `{1}` is what stood in the first bracket. */
const ZH: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^has no place here$/, '此处没有这一项:删去,或检查拼写'],
  [/^must be one of (.+)$/, '应为其中之一:{1}'],
  [/^must be equal to constant$/, '不是这里要的值'],
  [/^must be string$/, '应为文字'],
  [/^must be number$/, '应为数字'],
  [/^must be integer$/, '应为整数'],
  [/^must be boolean$/, '应为 true 或 false'],
  [/^must be object$/, '应为 { … }'],
  [/^must be array$/, '应为 [ … ]'],
  [/^must have required properties (.+)$/, '缺少:{1}'],
  [/^must not have fewer than (\d+) characters$/, '至少 {1} 字'],
  [/^must not have more than (\d+) characters$/, '至多 {1} 字'],
  [/^must not have fewer than (\d+) items$/, '至少 {1} 项'],
  [/^must not have more than (\d+) items$/, '至多 {1} 项'],
  [/^must not have duplicate items$/, '不能重复'],
  [/^must match pattern (.+)$/, '写法不合:{1}'],
  [/^must be (>=|<=|>|<) (\S+)$/, '须 {1} {2}'],
  [/^there is no metric "(.+)"$/, '没有指标 {1}'],
  [/^there is no feed "(.+)"$/, '没有数据源 {1}'],
  [/^there is no other feed "(.+)"$/, '没有另一个数据源 {1}'],
  [/^"(.+)" is not counted by (\w+): its areas are (.+)$/, '{1} 不按 {2} 计算,只有 {3}'],
  [/^it is the last scene.*$/, '这是最后一个场景,大屏会无可显示'],
  [/^such a number is computed from libraries\.json$/, '这个指标由 libraries.json 推算,不在此改'],
  [/^an address with a user or a password in it.*$/, '地址里带有账号或口令:改为引用密钥'],
  [/^what looks like somebody's name, number or address$/, '像是某人的姓名、号码或住址,不能写入'],
  [/^there is none "(.+)"; there are (.+)$/, '没有 {1},只有 {2}'],
  [/^(\S+) takes no such secret; it takes (.+)$/, '{1} 不用这个密钥,只用 {2}'],
  [/^"(.+)" is not for feeds of the console; set one for it$/, '密钥 {1} 不供控制台的数据源使用,请另设'],
  [/^there is no such layout; there are (.+)$/, '没有这种版面,只有 {1}'],
  [/^there is no kind "(.+?)".*$/, '没有记录类型 {1}'],
  [/^(\S+) has no inner rows "(.+)"$/, '{1} 没有内部行 {2}'],
  [/^(\S+) has no column "(.+)"$/, '{1} 没有列 {2}'],
  [/^"(.+)" of (\S+) is of type (\w+); it must be (.+)$/, '{2} 的 {1} 是 {3},这里须为 {4}'],
  [/^"(.+)" cannot be asked of a (\w+)$/, '{2} 列不能用“{1}”比较'],
  [/^"in" needs a list$/, '“是其中之一”须列出若干值'],
  [/^nothing is (\S+) null$/, '没有什么 {1} 未知'],
  [/^"(.+)" \((\w+)\) is never (.+)$/, '{1}({2})永远不会是 {3}'],
  [/^nothing says what a whole (\S+) has$/, '没有写明 {1} 应填哪些列'],
  [/^upper bounds must rise$/, '上界须从小到大'],
  [/^a list cannot roll; look at the day instead$/, '清单不能滚动:改为“今天”'],
  [/^a list of (\S+) needs a day.*$/, '{1} 的清单须限一天,或加一个少数记录才符合的条件(如 open = true)'],
  [/^(\S+) are kept for (\d+) days; it must not look further back$/, '{1} 只保留 {2} 天,不能看得更早'],
]

/** A sentence of the server; one that nobody foresaw is told as it is rather than not at all. */
export function documentFault(language: Language, sentence: string): string {
  if (language === 'en') return sentence
  const [, family, place, within] = /^(scene|feed) (\S+): (.+)$/.exec(sentence) ?? []
  if (family !== undefined && within !== undefined)
    return `${family === 'scene' ? '场景' : '数据源'} ${place} ${documentFault(language, within)}`
  for (const [pattern, text] of ZH) {
    const found = pattern.exec(sentence)
    if (found !== null) return text.replace(/\{(\d)\}/g, (_, n: string) => found[Number(n)] ?? '')
  }
  return sentence
}

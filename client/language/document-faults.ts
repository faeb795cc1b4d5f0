import type { Language } from './say.ts'

/** What the server says of a document, as it says it, and the same in Chinese; `{1}` is what stood in the first bracket. */
const ZH: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^has no place here$/, '此处没有这一项:删去,或检查拼写'],
  [/^must be one of (.+)$/, '应为其中之一:{1}'],
  [/^must be equal to constant$/, '不是这里要的值'],
  [/^must match a schema in anyOf$/, '与哪一种写法都不符'],
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
  [/^there is no channel "(.+)"$/, '没有通道 {1}'],
  [/^there is no area (.+)$/, '没有区划 {1}'],
  [/^"(.+)" has (\d+) of them$/, '{1} 有 {2} 个分类,须一一写明'],
  [/^"(.+)" is a line of many values.*$/, '{1} 是一条走势,末段还不完整:请选它的单个数值'],
  [/^"(.+)" tells several values at once$/, '{1} 一次说出几个数值,不能这样判断'],
  [/^"(.+)" tells one number, and no columns$/, '{1} 只有一个数值,没有列可选'],
  [/^"(.+)" tells (.+); name one$/, '{1} 有这些列:{2},须选一列'],
  [/^without dimensions there is one of each area.*$/, '它没有分类,一处只有一个数:请改为“各自成条”'],
  [/^a metric is judged by one$/, '看指标须写触发条件'],
  [/^of a feed its state is judged.*$/, '看数据源只看状态,没有触发条件'],
  [/^a feed has no area$/, '数据源没有所在地,不能按地点合并'],
  [/^it begins when it ends$/, '起止是同一时刻'],
  [/^what is raised (?:above|below) a value is not cleared (above|below) it$/, '解除值越过了触发值'],
  [/^a robot of 企业微信 signs nothing$/, '企业微信机器人不用签名'],
  [
    /^"(.+)" is not of this channel; name one that begins with (\S+) and is not set yet$/,
    '密钥 {1} 不是这个通道的:新的须以 {2} 开头,且还没有值',
  ],
  [
    /^"(.+)" was not set for this address; name one that begins with (\S+) and is not set yet$/,
    '密钥 {1} 不是为这个地址设的:新的须以 {2} 开头,且还没有值',
  ],
  [
    /^"(.+)" was not set for this address; save the draft and have it set again$/,
    '密钥 {1} 不是为这个地址设的:保存草稿,请系统管理员为此地址重新设置',
  ],
  [
    /^"(.+)" was set for (\S+), not for this address; save the draft and have it set again$/,
    '密钥 {1} 是为 {2} 设的,不发往这个地址:保存草稿,请系统管理员为此地址重新设置',
  ],
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
  [/^(\d+) is no area in force$/, '{1} 不是现行区划的代码'],
  [/^"(.+)" stands for (\d+) twice$/, '“{1}”指 {2} 写了两次,删去一行'],
  [/^"(.+)" stands twice$/, '“{1}”写了两次,一个叫法只能指一个部门'],
  [/^"(.+)" is another name itself$/, '“{1}”自己也是叫法:写它所指的通用名称'],
  [/^"(.+)" does not lead to (\d+): it is taken$/, '“{1}”到不了 {2}:已有同名的地方,或已指了别处'],
  [/^"(.+)" stands in another document$/, '“{1}”已在另一份名称对照里'],
  [/^(\S+) are kept for (\d+) days; it must not look further back$/, '{1} 只保留 {2} 天,不能看得更早'],
]

const FAMILIES: { readonly [family: string]: string } = { scene: '场景', feed: '数据源', alert: '告警规则' }

/** A sentence of the server; one that nobody foresaw is told as it is rather than not at all. */
export function documentFault(language: Language, sentence: string): string {
  if (language === 'en') return sentence
  const [, family, place, within] = /^(scene|feed|alert) (\S+): (.+)$/.exec(sentence) ?? []
  if (family !== undefined && within !== undefined)
    return `${FAMILIES[family]} ${place} ${documentFault(language, within)}`
  for (const [pattern, text] of ZH) {
    const found = pattern.exec(sentence)
    if (found !== null) return text.replace(/\{(\d)\}/g, (_, n: string) => found[Number(n)] ?? '')
  }
  return sentence
}

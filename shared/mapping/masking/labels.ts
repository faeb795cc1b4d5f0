import { codesOf } from '../text/codes.ts'

/** What comes after a label: a person's name, a telephone number, or the number of a document or an account. */
export interface Label {
  readonly text: string
  readonly of: 'name' | 'phone' | 'number'
  /** After some words (业主, 市民) a name comes only now and then: it must look like one from both ends. */
  readonly often: boolean
}

const all = (of: Label['of'], often: boolean, texts: string): Label[] =>
  texts.split(' ').map(text => ({ text, of, often }))

/** The longer ones first where one begins with another. */
export const LABELS: readonly Label[] = [
  ...all(
    'name',
    true,
    '姓名 联系人 投诉人 反映人 来电人 来访人 举报人 报警人 报修人 报案人 当事人 申请人 诉求人 求助人',
  ),
  ...all('name', true, '法定代表人 经办人 负责人 监护人 代理人 代办人 收件人 我叫 名叫 叫做'),
  ...all('name', false, '业主 房主 房东 户主 车主 机主 市民 居民 村民 群众 本人 患者 死者 伤者 法人 店主'),
  ...all('phone', true, '电话号码 电话 手机号码 手机号 手机 联系方式 来电号码 号码 座机 tel Tel TEL'),
  ...all(
    'number',
    true,
    '身份证号码 身份证号 身份证 证件号码 证件号 证件 护照号 护照 银行卡号 银行卡 银行账号',
  ),
  ...all('number', true, '卡号 账号 帐号 账户 微信号 微信 qq号 QQ号 qq QQ'),
]

/** By the code unit a label begins with. */
const BY_FIRST: ReadonlyMap<number, readonly Label[]> = byFirst()

function byFirst(): Map<number, Label[]> {
  const groups = new Map<number, Label[]>()
  for (const label of LABELS) {
    const first = label.text.charCodeAt(0)
    groups.set(first, [...(groups.get(first) ?? []), label])
  }
  return groups
}

export function labelAt(text: string, at: number): Label | null {
  const second = text.charCodeAt(at + 1)
  for (const label of BY_FIRST.get(text.charCodeAt(at)) ?? []) {
    // The second sign already tells nearly all apart, and looking at it costs next to nothing.
    if (label.text.charCodeAt(1) === second && text.startsWith(label.text, at)) return label
  }
  return null
}

const FILLERS = codesOf(' :：是为叫（(')
const COLONS = codesOf(':：')
const MOST_FILLERS = 4

/** Where the labelled value begins, and whether a colon leads to it. */
export function afterLabel(text: string, end: number): { readonly at: number; readonly colon: boolean } {
  let at = end
  let colon = false
  while (at < end + MOST_FILLERS && FILLERS.has(text.charCodeAt(at))) {
    colon ||= COLONS.has(text.charCodeAt(at))
    at++
  }
  return { at, colon }
}

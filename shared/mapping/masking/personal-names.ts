/** Parts of field names under which upstream systems keep who somebody is, lower case without `_` and `-`. */
const LATIN = (
  'phone mobile telephone linkman linktel contact idcard idno identityno certno certificateno cardno accountno plateno ' +
  'applicant applyer applyname username realname truename personname callername reporter complainant wechat openid ' +
  'email passport homeaddress birthday handlername staffname lxdh lxr sjh sfz zjhm xingming'
).split(' ')

const CHINESE = (
  '姓名 联系人 联系方式 联系电话 电话 手机 号码 身份证 证件 投诉人 反映人 来电人 来访人 举报人 报警人 当事人 申请人 诉求人 ' +
  '求助人 户主 业主 房主 车主 监督员 采集员 经办人 负责人 法定代表人 车牌 卡号 账号 帐号 住址 家庭 微信 邮箱 生日 出生'
).split(' ')

/** Short names that say nothing as a part of a longer one. */
const WHOLE: ReadonlySet<string> = new Set([
  'tel',
  'xm',
  'sfzh',
  'dh',
  'qq',
  'mail',
  'caller',
  'owner',
  'person',
])

/** Whether what a field of this name holds is personal whatever it looks like: a name alone cannot be told from a street. */
export function isPersonalName(name: string): boolean {
  const plain = name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[_\-\s]/g, '')
  return (
    WHOLE.has(plain) || LATIN.some(part => plain.includes(part)) || CHINESE.some(part => plain.includes(part))
  )
}

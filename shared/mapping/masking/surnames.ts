import { codesOf } from '../text/codes.ts'

/** The commonest surnames, most of all Chinese bear one of them. Signs that mostly mean something else (和, 有, 时) are left out. */
const SINGLE: ReadonlySet<number> = codesOf(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲敖巩佘池麻苑迟官谌卿',
)

const DOUBLE: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 宇文 长孙 端木 南宫 独孤 叶赫'.split(' '),
)

const DOUBLE_STARTS: ReadonlySet<number> = codesOf([...DOUBLE].map(surname => surname[0]).join(''))

/** How many signs from `at` on are a surname: 0, 1 or 2. */
export function surnameAt(text: string, at: number): 0 | 1 | 2 {
  const first = text.charCodeAt(at)
  if (DOUBLE_STARTS.has(first) && DOUBLE.has(text.slice(at, at + 2))) return 2
  return SINGLE.has(first) ? 1 : 0
}

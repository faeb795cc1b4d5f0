import { describe, expect, test } from 'vitest'
import { hasIdentityCheck, hasLuhnCheck } from './identity.ts'
import { mask } from './mask.ts'

/** Every identity and card number here is made up around its check digit; phones are of ranges nobody has. */
const table = (rows: readonly (readonly [text: string, masked: string])[]) => {
  for (const [text, masked] of rows) {
    expect(mask(text), text).toBe(masked)
    expect(mask(masked), `${text}, masked twice`).toBe(masked)
  }
}

describe('numbers', () => {
  test('[MAP40] a mobile number is hidden, however it is written (A24)', () => {
    table([
      ['请回电13800000000，谢谢', '请回电138****0000，谢谢'],
      ['138 0000 0000', '138 **** 0000'],
      ['138-0000-0000', '138-****-0000'],
      ['+86 13800000000', '+86 138****0000'],
      ['+86-138-0000-0000', '+86-138-****-0000'],
      ['8613800000000', '86138****0000'],
      ['008613800000000', '0086138****0000'],
      ['013800000000', '0138****0000'],
      ['１３８００００００００', '１３８****００００'],
      ['13800000000/13900000000', '138****0000/139****0000'],
      ['1380000000013900000000', '138*******************'],
      ['SN13800000000X', 'SN138****0000X'],
    ])
  })

  test('[MAP40] dates, case numbers and house numbers are not taken for one', () => {
    for (const text of [
      '2026-11-22 09:01:02',
      '2026.11.22',
      '案卷20261122000123',
      '12号楼3单元501室',
      '12800000000',
      '12345',
      '106.8公里3015万元',
    ]) {
      expect(mask(text)).toBe(text)
    }
  })

  test('[MAP41] an identity number shows its area only (A24)', () => {
    expect(hasIdentityCheck('110105194912310029')).toBe(false)
    expect(hasIdentityCheck('11010519491231002X')).toBe(true)
    table([
      ['11010519491231002X', '110105***********X'],
      ['11010519491231002x', '110105***********x'],
      ['110105 19491231 002X', '110105 ******** ***X'],
      // The check digit is wrong, but a province and a day of birth are there: copied wrongly, it is still somebody's.
      ['110105194912310029', '110105************'],
      ['211002900307123', '211002*********'],
    ])
    // Neither a province nor a day of birth, nor a check digit: a case number.
    expect(mask('202611220901020001')).toBe('202611220901020001')
    expect(mask('212611229901123')).toBe('212611229901123')
  })

  test('[MAP42] a bank card shows four digits at either end (A24)', () => {
    expect(hasLuhnCheck('6222020000000000000')).toBe(true)
    table([
      ['6222020000000000000', '6222***********0000'],
      ['6222 0200 0000 0000 000', '6222 **** **** ***0 000'],
    ])
    expect(mask('6222020000000000004')).toBe('6222020000000000004')
  })

  test('[MAP43] a landline keeps its area code and two digits', () => {
    table([
      ['0419-0001234', '0419-*****34'],
      ['(0419)0001234', '(0419)*****34'],
      ['04190001234转801', '0419*****34转801'],
      ['010-00001234', '010-******34'],
    ])
  })

  test('[MAP45] what a label calls personal is hidden whatever its shape; public numbers stay', () => {
    table([
      ['电话：0001234', '电话：*****34'],
      ['联系电话是000-1234。', '联系电话是***-**34。'],
      ['手机号138000000001', '手机号**********01'],
      ['卡号 0000000000000001', '卡号 **************01'],
      ['微信号：demo_12345', '微信号：d********5'],
      ['QQA0138－0000－0000', 'QQA***8－****－0000'],
      ['护照E00000000', '护照E*******0'],
      ['拨打电话12345', '拨打电话12345'],
      ['身份证复印件', '身份证复印件'],
    ])
  })
})

describe('plates and addresses of mail', () => {
  test('[MAP43] a number plate keeps its place', () => {
    table([
      ['辽K00000占用消防通道', '辽K*****占用消防通道'],
      ['辽K·0A000', '辽K·*****'],
      ['新能源车辽KD00000', '新能源车辽K******'],
      ['京A0000学', '京A****学'],
      ['辽ｋ０００００', '辽ｋ*****'],
    ])
    for (const text of ['新ABCDEF款', '云B区12号', '辽K12', '辽K12345678']) expect(mask(text)).toBe(text)
  })

  test('[MAP43] a mail address keeps its domain', () => {
    table([['发到 zhang.san@example.com 即可', '发到 z********@example.com 即可']])
    expect(mask('@所有人 价格@5元')).toBe('@所有人 价格@5元')
  })
})

describe('names', () => {
  test('[MAP44] a name after a label keeps its surname (A24)', () => {
    table([
      ['联系人王小明电话', '联系人王**电话'],
      ['联系人王小，', '联系人王*，'],
      ['姓名：张三丰，女', '姓名：张**，女'],
      ['姓名 李四', '姓名 李*'],
      ['投诉人（欧阳小明）', '投诉人（欧阳**）'],
      ['经办人：阿依古丽·买买提', '经办人：阿*******'],
      ['联系人: John Smith, 3楼', '联系人: J*********, 3楼'],
      ['我叫赵小明，住在', '我叫赵**，住在'],
      ['反映人陈小明家门口积水', '反映人陈**家门口积水'],
      ['业主王小明反映漏水', '业主王**反映漏水'],
    ])
  })

  test('[MAP44] a name before a title keeps its surname (A24)', () => {
    table([
      ['王小明先生来电', '王**先生来电'],
      ['欧阳小明女士', '欧阳**女士'],
      ['李明师傅', '李*师傅'],
      ['市民王先生来电', '市民王先生来电'],
    ])
  })

  test('[MAP44] what only looks like the place of a name is left as it is', () => {
    for (const text of [
      '居民向社区反映高空抛物',
      '本人于昨日到场',
      '申请人：演示企业一公司',
      '联系人不详',
      '女士专用',
    ]) {
      expect(mask(text)).toBe(text)
    }
  })
})

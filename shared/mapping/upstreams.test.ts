import gcoord from 'gcoord'
import { expect, test } from 'vitest'
import { at, compiled, head, recordOf } from './mapping.fixture.ts'

/** Records as the real systems shape them, through whole mappings: GB/T 39046 exchange tables, the 24 columns of a city's cases, a statistics sheet. */

test('[MAP26] a row of the national exchange tables becomes an approval case (DOMAIN 3.1, 3.2)', () => {
  const accept = {
    id: { from: 'proj_id' },
    part: { const: 'accept' },
    version: { from: 'version' },
    at: { from: 'cd_time' },
    event: { from: 'accept_date' },
    op: { from: 'cd_operation', table: { I: 'put', U: 'put', D: 'drop' } },
    area: [{ code: 'region_code' }],
    fields: {
      taskCode: { from: 'task_code', as: 'identifier' },
      projectType: {
        from: 'project_type',
        as: 'code',
        table: { '1': 'instant', '2': 'promised', '9': 'other' },
      },
      acceptAt: { from: 'accept_date', as: 'instant', required: true },
      promiseAt: { from: 'promise_date', as: 'instant' },
      limit: { from: 'promise_day', as: 'duration', to: 'workday' },
      investCode: { from: 'proj_code', as: 'identifier' },
    },
    order: [['acceptAt', 'promiseAt']],
  }
  const row = {
    row_guid: '0f8fad5b-d9cb-469f-a165-70867728950e',
    cd_operation: 'I',
    cd_time: '20261122T090102',
    proj_id: '211002202611220001',
    task_code: '1121100000000000011000130001000',
    project_type: '2',
    region_code: '211002000000',
    accept_date: '20261120T143000',
    promise_date: '20261110T235959',
    promise_day: '5个工作日',
    proj_code: '2611-211002-04-01-123456',
  }
  expect(recordOf(compiled(accept)(row))).toMatchObject({
    id: 'test/211002202611220001',
    part: 'accept',
    op: 'put',
    at: at('2026-11-22T09:01:02'),
    event: at('2026-11-20T14:30:00'),
    area: '211002',
    flags: ['impossibleTime'],
    fields: { taskCode: row.task_code, projectType: 'promised', limit: 5, investCode: row.proj_code },
  })
  expect(recordOf(compiled(accept)({ ...row, cd_operation: 'D', accept_date: null }))).toMatchObject({
    op: 'drop',
    fields: {},
  })
})

test('[MAP34] a row of the daily case export becomes a case (DOMAIN 6.1, A8, A11, A12, A24)', () => {
  const cases = {
    id: { from: '任务号' },
    at: { from: ['结案时间', '上报时间'] },
    event: { from: '上报时间' },
    area: [
      { community: '所属社区', town: '所属街道', district: '所属区域' },
      { town: '所属街道', district: '所属区域' },
      { district: '所属区域' },
    ],
    fields: {
      main: { from: '大类名称', as: 'code', table: { 市容环境: '01', 突发事件: '04' } },
      description: { from: '问题描述', as: 'freeText' },
      stage: { from: '当前阶段名称', as: 'code', table: { 结案: 'closed', 处置: 'disposing' } },
      disposeDueAt: { from: '处置截止时间', as: 'instant' },
      closedAt: { from: '结案时间', as: 'instant' },
      delays: { from: '延期次数', as: 'integer', default: 0 },
      where: { lon: 'X坐标', lat: 'Y坐标', as: 'point', crs: 'bd09mc' },
      address: { from: '地址描述', as: 'text', width: 'half' },
    },
  }
  const [x, y] = gcoord.transform([123.172, 41.267], gcoord.WGS84, gcoord.BD09MC)
  const row = {
    上报时间: 46347.395833333336,
    任务号: '202611210001',
    大类名称: '市容环境',
    问题描述: '该处积水，联系人王小明13800000000',
    当前阶段名称: '处置',
    处置截止时间: '2026.11.23 18:00',
    结案时间: '',
    地址描述: '　一号路１２号',
    所属街道: '跃进街道',
    所属社区: '安居社区',
    所属区域: '白塔区',
    X坐标: String(x),
    Y坐标: String(y),
    延期次数: '',
  }
  const fact = recordOf(compiled(cases)(row))
  expect(fact).toMatchObject({
    id: 'test/202611210001',
    at: at('2026-11-21T09:30:00'),
    area: '211002001001',
    flags: ['masked'],
    fields: {
      main: '01',
      description: '该处积水，联系人王**138****0000',
      disposeDueAt: at('2026-11-23T18:00:00'),
      closedAt: null,
      delays: 0,
      address: '一号路12号',
    },
  })
  expect(fact.fields['where']).toEqual({ lat: expect.closeTo(41.267, 5), lon: expect.closeTo(123.172, 5) })

  const odd = recordOf(
    compiled(cases)({ ...row, X坐标: 0, Y坐标: 0, 所属社区: '', 所属街道: '无此街道', 大类名称: '新大类' }),
  )
  expect(odd).toMatchObject({
    area: '211002',
    flags: ['coordFixed', 'areaInferred', 'unmapped', 'masked'],
    fields: { where: null, main: 'unmapped:新大类' },
  })
})

test('[MAP25] a row of a statistics sheet becomes an indicator, whatever its unit this month (DOMAIN 6.1, A8, A9)', () => {
  const indicators = {
    id: { fields: ['name', 'month', 'area'] },
    at: { from: 'file.published' },
    area: [{ district: '地区' }],
    fields: {
      name: { from: '指标', as: 'text', mask: false },
      month: { from: '月份', as: 'month' },
      value: { from: '数值', as: 'decimal', headerUnit: true, to: '万元', scale: 100 },
      growth: { from: '同比增长', as: 'decimal', headerUnit: true, unit: '%', to: '%', scale: 10 },
    },
  }
  const map = compiled(indicators)
  const file = { published: '2026-11-15' }
  const october = { value: 1_234_560, growth: -25, month: '2026-10', name: '固定资产投资' }
  const first = recordOf(
    map({
      file,
      指标: '固定资产投资',
      月份: '2026年10月',
      地区: '白塔区',
      '数值（万元）': '１２，３４５.６',
      '同比增长(%)': '-2.5',
    }),
  )
  const second = recordOf(
    map({
      file,
      指标: '固定资产投资',
      月份: '202610',
      地区: '白塔区',
      '数值(亿元)': 1.23456,
      同比增长: '-2.5%',
    }),
  )
  for (const fact of [first, second])
    expect(fact).toMatchObject({ id: 'test/固定资产投资/2026-10/211002', fields: october })
  expect(second.hash).toBe(first.hash)
  const blank = recordOf(map({ file, 指标: '固定资产投资', 月份: '10月', 地区: '白塔区', '数值(亿元)': '—' }))
  expect(blank.fields).toMatchObject({ value: null, growth: null })
})

test('[MAP29] a source that sends UTC as local time is mended by its zone alone (A10)', () => {
  const document = { id: { from: 'id' }, at: { from: 'at' }, fields: { day: { from: 'at', as: 'date' } } }
  const sent = { ...head, at: '2026-11-22 01:00:00' }
  expect(recordOf(compiled({ ...document, zone: '+00:00' })(sent)).at).toBe(at('2026-11-22T09:00:00'))
})

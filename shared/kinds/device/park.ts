import { MINUTE } from '../../calendar/civil.ts'
import type { Text } from '../../model/value.ts'
import type { Kind } from '../kind.ts'
import { deviceKind } from './device-kind.ts'
import type { Measure } from './measure.ts'
import { counter, measure } from './measuring.ts'
import { POSITION } from './position.ts'

/**
 * 智慧园区 (PRV-13): seven systems of a chemical park behind one gateway that tells tags with value and quality. A point has one
 * measure; each system is a kind, as each sort of device is, so that its points, its alarms and its source stand for themselves.
 * Gates count from midnight on: what was not heard in between is in their next word all the same. A value beyond its limit is an alarm; one of bad quality is no value (MAP52), and then nobody knows.
 */
const system = (id: string, title: Text, measures: readonly Measure[]): Kind =>
  deviceKind({ id, title, quiet: 5 * MINUTE, few: true, measures })

const [LEL, MPA, METRES] = ['%LEL', 'MPa', 'm'] as const

const safety = system('park-safety', { zh: '园区安全监测点', en: 'park: safety' }, [
  measure('gas', ['可燃气体', 'combustible gas'], LEL, 10, [0, 100], { max: 25 }),
  measure('level', ['储罐液位', 'tank level'], '%', 10, [0, 100], { max: 85 }),
  measure('pressure', ['储罐压力', 'tank pressure'], MPA, 1000, [0, 4], { max: 1.6 }),
])

const fire = system('park-fire', { zh: '园区消防监测点', en: 'park: fire' }, [
  measure('pressure', ['消防水压', 'hydrant pressure'], MPA, 1000, [0, 2], { min: 0.6 }),
  measure('level', ['消防水池水位', 'fire pond level'], METRES, 100, [0, 10], { min: 3 }),
])

const environment = system('park-environment', { zh: '园区环保监测点', en: 'park: environment' }, [
  measure('voc', ['厂界VOCs', 'VOCs at the fence'], 'mg/m³', 100, [0, 50], { max: 4 }),
  measure('cod', ['排口COD', 'COD of outlets'], 'mg/L', 10, [0, 1000], { max: 50 }),
  measure('ph', ['排口pH', 'pH of outlets'], '', 100, [0, 14], { min: 6, max: 9 }),
])

const boards = system('park-boards', { zh: '园区信息屏', en: 'park: boards' }, [
  measure('messages', ['在播信息', 'messages shown'], '条', 1, [0, 99], { min: 1 }),
])

const pipes = system('park-pipes', { zh: '园区管网设备', en: 'park: pipes and pumps' }, [
  measure('pressure', ['管廊压力', 'pipe pressure'], MPA, 1000, [0, 4], { min: 0.3, max: 1.2 }),
  measure('vibration', ['机泵振动', 'pump vibration'], 'mm/s', 100, [0, 50], { max: 7.1 }),
])

const energy = system('park-energy', { zh: '园区能源计量点', en: 'park: energy' }, [
  measure('power', ['用电负荷', 'power'], 'MW', 100, [0, 100], { max: 12 }),
  measure('steam', ['蒸汽流量', 'steam'], 't/h', 10, [0, 300], { max: 90 }),
])

const vehicles = system('park-vehicles', { zh: '园区危化品车辆卡口', en: 'park: dangerous goods' }, [
  counter(measure('entered', ['今日驶入', 'drove in today'], '辆次', 1, [0, 5000])),
  counter(measure('left', ['今日驶出', 'drove out today'], '辆次', 1, [0, 5000])),
  measure('inside', ['在园车辆', 'inside'], '辆', 1, [0, 1000], { max: 80 }),
])

export const parkKinds: readonly Kind[] = [safety, fire, environment, boards, pipes, energy, vehicles]

/** 危险品运输车辆 by their terminals, on their way and inside: not a point of the park, so its alarms and points do not count them. */
export const parkTransport: Kind = system(
  'park-transport',
  { zh: '园区危险品运输车辆', en: 'park: dangerous goods under way' },
  POSITION,
)

import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables, type Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime } from '../time-text.ts'
import type { Upstream } from '../upstream.ts'
import { createSamples, textOf, type Sample } from './samples.ts'

export const TABLE = changingTable('section_sample', {
  ...{ section_code: 'text', section_name: 'text', water_body: 'text', area_code: 'text' },
  ...{ target_class: 'whole', sampled_at: 'time' },
  ...{ ph: 'text', dissolved_oxygen: 'text', codmn: 'text', nh3n: 'text', tp: 'text' },
})

function rowOf(sample: Sample): Told {
  const { section, at, toldAt } = sample
  const row = {
    ...{ row_id: `${section.code}-${plainTime(at).slice(0, 13)}`, updated_at: plainTime(toldAt) },
    ...{ section_code: section.code, section_name: section.name, water_body: section.body },
    ...{ area_code: section.town, target_class: section.target, sampled_at: plainTime(at) },
    ...{ ph: textOf(sample, 'ph'), dissolved_oxygen: textOf(sample, 'oxygen') },
    ...{
      codmn: textOf(sample, 'permanganate'),
      nh3n: textOf(sample, 'ammonia'),
      tp: textOf(sample, 'phosphorus'),
    },
  }
  return { at: toldAt, row }
}

/** 地表水自动监测: what eight sections of the city's rivers and reservoirs are like, every four hours. */
export const createRiver = (city: PretendCity): Upstream =>
  createChangingTables(city, {
    ...{ name: 'river', title: '地表水自动监测平台(SQLite)', tables: [TABLE], everyMs: MINUTE },
    open: () => {
      const samples = createSamples(city)
      return to => [[TABLE, samples(to).map(rowOf)]]
    },
  })

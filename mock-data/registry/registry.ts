import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { certificatesAt } from './certificates.ts'
import { creditsAt } from './credit.ts'
import { createRegister } from './entities.ts'
import { certificateRow, creditRow, entityRow, TABLES } from './tables.ts'

/** 基础库共享交换: who exists, what was promised and what may be done, by one credit code. */
export const createRegistry = (city: PretendCity): Upstream =>
  createChangingTables(city, {
    ...{ name: 'registry', title: '基础库共享交换(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: 10 * MINUTE },
    open: () => {
      const register = createRegister(city)
      return to => [
        [TABLES.entity, register.entities(to).map(entityRow)],
        [TABLES.credit, creditsAt(city, register, to).map(creditRow)],
        [TABLES.certificate, certificatesAt(city, register, to).map(certificateRow)],
      ]
    },
  })

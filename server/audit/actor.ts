import type { Principal } from '../../shared/access/principal.ts'
import type { Actor } from './audit.ts'

/** Who asked, as the audit names it. */
export function actorOf(principal: Principal): Actor {
  if (principal.type === 'person') return { type: 'person', id: principal.id, name: principal.account }
  if (principal.type === 'screen') return { type: 'screen', id: principal.id, name: '' }
  if (principal.type === 'open311') return { type: 'program', id: '', name: 'open311' }
  return { type: 'nobody', id: '', name: '' }
}

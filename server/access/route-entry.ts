import type { PermissionName } from '../../shared/access/permissions.ts'

/**
 * What a caller must be for a route or an event to be entered at all.
 *
 * `anyone`: it tells nothing that is not for everybody, or checks by itself what it is given (a password, a signature).
 * `self`: a person's own account, whatever is still to be done before the session is worth anything else.
 * `granted`: a permission; where `on` says so, the handler asks again with the area or department it is about, through
 * `Caller.require`, and the matrix test holds that it does.
 */
export type Entry =
  | { readonly type: 'anyone'; readonly because: string }
  | { readonly type: 'self' }
  | { readonly type: 'granted'; readonly to: PermissionName; readonly on?: 'area' | 'department' }

export const anyone = (because: string): Entry => ({ type: 'anyone', because })
export const self: Entry = { type: 'self' }
export const granted = (to: PermissionName, on?: 'area' | 'department'): Entry =>
  on === undefined ? { type: 'granted', to } : { type: 'granted', to, on }

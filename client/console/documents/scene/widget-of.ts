import type { Fields } from '../../../../shared/model/value.ts'
import type { Widget } from '../../../widgets/widget.ts'
import { fieldsAt } from '../members.ts'

export type Widgets = ReadonlyMap<string, Widget>

/** What a widget lacks in a panel, or does not know. */
export interface PanelFault {
  readonly type: 'missing' | 'unknown'
  readonly role: string
}

/** The server judges what a document names; what a widget wants only its manifest knows. */
export function panelFaults(panel: Fields, widget: Widget | undefined): readonly PanelFault[] {
  if (widget === undefined) return []
  const named = Object.keys(fieldsAt(panel, 'metrics'))
  const missing = Object.entries(widget.roles).filter(
    ([role, { required }]) => required && !named.includes(role),
  )
  const unknown = named.filter(role => !(role in widget.roles) && !('*' in widget.roles))
  return [
    ...missing.map(([role]): PanelFault => ({ type: 'missing', role })),
    ...unknown.map((role): PanelFault => ({ type: 'unknown', role })),
  ]
}

/** Roles in the order of the widget, then those that the panel names itself. */
export function rolesOf(
  panel: Fields,
  widget: Widget | undefined,
): readonly { readonly role: string; readonly isRequired: boolean; readonly isOwn: boolean }[] {
  const known = Object.entries(widget?.roles ?? {}).filter(([role]) => role !== '*')
  const own = Object.keys(fieldsAt(panel, 'metrics')).filter(role => !known.some(([name]) => name === role))
  return [
    ...known.map(([role, { required }]) => ({ role, isRequired: required, isOwn: false })),
    ...own.map(role => ({ role, isRequired: false, isOwn: true })),
  ]
}

export const mayNameRoles = (widget: Widget | undefined): boolean =>
  widget === undefined || '*' in widget.roles

/** Where a metric is read: after its id, as a binding is written. */
export const SCOPES = ['self', 'city', 'districts', 'towns', 'cells'] as const
export type Scope = (typeof SCOPES)[number]

export function bindingOf(text: string): { readonly metric: string; readonly scope: Scope } {
  const at = text.indexOf('@')
  const scope = at === -1 ? 'self' : SCOPES.find(each => each !== 'self' && each === text.slice(at + 1))
  // What nobody could have meant stays as it was written.
  return scope === undefined
    ? { metric: text, scope: 'self' }
    : { metric: at === -1 ? text : text.slice(0, at), scope }
}

export const bound = (metric: string, scope: Scope): string =>
  scope === 'self' ? metric : `${metric}@${scope}`

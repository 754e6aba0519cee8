import type { AssignmentStatus, DirectiveStatus, Light } from '../../contract/directives.ts'
import type { DirectiveType } from '../../contract/directives.letters.ts'
import { t } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const directiveStatuses: DirectiveStatus[] = [
  'registered',
  'assigned',
  'inClosing',
  'reported',
  'closed',
  'archived',
  'voided',
]
export const directiveTones: Record<DirectiveStatus, Tone> = {
  registered: 'red',
  assigned: 'blue',
  inClosing: 'violet',
  reported: 'amber',
  closed: 'green',
  archived: 'neutral',
  voided: 'neutral',
}
export const partTones: Record<AssignmentStatus, Tone> = {
  transferred: 'amber',
  signedFor: 'blue',
  handling: 'blue',
  finalGiven: 'violet',
  redo: 'red',
  accepted: 'green',
  withdrawn: 'neutral',
}
export const directiveTypes: DirectiveType[] = ['act', 'research', 'noted', 'praise']
export const lights: Light[] = ['red', 'orange', 'yellow', 'green']

export const directiveWord = (status: DirectiveStatus) => t(`directives.status_${status}`)
export const partWord = (status: AssignmentStatus) => t(`directives.part_${status}`)
export const typeWord = (type: DirectiveType) => t(`directives.type_${type}`)
export const leaderLine = (one: { leaderName: string; leaderTitle: string }) =>
  one.leaderTitle ? `${one.leaderName}（${one.leaderTitle}）` : one.leaderName

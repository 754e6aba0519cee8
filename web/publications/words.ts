import type { CopyStatus } from '../../contract/publications-copies.ts'
import type { RecordCredit } from '../../contract/publications-results.ts'
import type { IssueProblem, IssueStatus } from '../../contract/publications.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const issueTones: Record<IssueStatus, Tone> = {
  draft: 'blue',
  preReleased: 'amber',
  signed: 'violet',
  released: 'green',
  archived: 'neutral',
  voided: 'red',
}
/** 份号的状态 */
export const copyTones: Record<CopyStatus, Tone> = {
  inStock: 'neutral',
  held: 'blue',
  returned: 'green',
  missing: 'red',
  destroyed: 'neutral',
}
export const issueWord = (status: IssueStatus): string => t(`publications.status_${status}`)

/** '2026年第12期', and for an unsigned issue that it has no number yet. */
export const labelOf = (issue: { issueOn: string | null; label: string }): string =>
  issue.issueOn === null ? t('publications.unnumbered') : issue.label

export const problemSentence = (problem: IssueProblem): string =>
  t(`publications.problem_${problem.kind}`, { title: problem.title ?? '', detail: problem.detail })

export const eventWord = (kind: string): string => tMaybe(`publications.event_${kind.replace('.', '_')}`, kind)

/** 主报：古交市（5 分）；采用：太谷区、祁县 */
export const creditWords = (credit: RecordCredit[]): string =>
  (['lead', 'adopting', 'other'] as const)
    .flatMap((role) => {
      const units = credit.filter((one) => one.role === role)
      const names = units.map(({ unitName, points }) =>
        points === null
          ? unitName
          : t('publications.record_points', {
              unit: unitName,
              points: t('publications.result_points_count', { points }),
            }),
      )
      return units.length === 0 ? [] : [t(`publications.record_${role}`, { units: names.join('、') })]
    })
    .join('；')

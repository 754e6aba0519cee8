import type { LifeLine, LifeText } from '../../contract/submissions.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { formatDay } from '../ui/format.ts'
import { Timeline } from '../ui/Timeline.tsx'
import type { TimelineEntry } from '../ui/Timeline.tsx'

const tones: Partial<Record<string, TimelineEntry['tone']>> = {
  adopted: 'green',
  published: 'green',
  received: 'blue',
  sent: 'blue',
  signed: 'blue',
  forwarded: 'blue',
  rejected: 'red',
  returned: 'amber',
  declined: 'amber',
  unadopted: 'amber',
  recalled: 'red',
  comment: 'blue',
  withdrawn: 'amber',
  directed: 'green',
  directiveTranscribed: 'green',
  directiveClosed: 'green',
}

/** 去向: the whole life in one line, the newest first. */
export function LifeView({
  lines,
  texts,
  onText,
}: {
  lines: LifeLine[]
  texts: LifeText[]
  onText: (ref: string) => void
}) {
  return (
    <Timeline
      empty={t('submissions.life_empty')}
      entries={lines.toReversed().map((line) => entryOf(line, texts, onText))}
    />
  )
}

function entryOf(line: LifeLine, texts: LifeText[], onText: (ref: string) => void): TimelineEntry {
  const edited = texts.find((text) => text.ref === `edited:${line.id}`)
  const details = detailsOf(line)
  return {
    key: line.id,
    at: line.at,
    title: tMaybe(`submissions.life_${line.kind}`),
    by: [line.unitName, line.actorName].filter(Boolean).join('　'),
    tone: tones[line.kind],
    detail:
      details.length > 0 || edited ? (
        <>
          {details.map((detail) => (
            <div key={detail}>{detail}</div>
          ))}
          {edited && (
            <button type="button" className="zx-link-button" onClick={() => onText(edited.ref)}>
              {t('submissions.life_see_text')}
            </button>
          )}
        </>
      ) : undefined,
  }
}

/** What a line says beside its name: reasons, where it was printed, with whom it was merged. */
function detailsOf({ kind, data }: LifeLine): string[] {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
  const list = (key: string) => (Array.isArray(data[key]) ? data[key].map(String).join('、') : '')
  const issue = [text('issueLabel'), text('issueOn') && formatDay(text('issueOn'))].filter(Boolean).join('，')
  return [
    [text('reasonName'), text('reasonText') || text('reason')]
      .filter((part, at, all) => part !== '' && all.indexOf(part) === at)
      .join('：')
      .trim(),
    text('advice') && `${t('submissions.advice')}：${text('advice')}`,
    kind === 'rejected' && data['mayResend'] !== undefined
      ? t(data['mayResend'] ? 'submissions.may_resend' : 'submissions.may_not_resend')
      : '',
    list('mergedWith') && t('submissions.life_merged_with', { units: list('mergedWith') }),
    text('publicationName') &&
      t('submissions.life_published_in', {
        publication: `《${text('publicationName')}》`,
        issue,
        column: [text('columnName'), text('modeName')].filter(Boolean).join(' · '),
      }).replace(/\s+/g, ' '),
    text('leaderTitle') &&
      [text('leaderOffice') + text('leaderTitle'), tMaybe(`directives.type_${text('directiveType')}`)].join('　'),
    text('directiveText'),
    list('forwardedTo') && t('submissions.life_forwarded_to', { offices: list('forwardedTo') }),
    text('upperOffice') &&
      t('submissions.life_outside', {
        office: text('upperOffice'),
        road: text('roadName'),
        reference: text('reference'),
      }),
    text('conclusion') && tMaybe(`submissions.life_secrecy_${text('conclusion')}`),
    text('ground'),
    text('opinion'),
    kind === 'comment' ? text('text') : '',
    text('delegatedFrom') && t('submissions.signed_for', { principal: text('delegatedFrom') }),
  ].filter((detail): detail is string => typeof detail === 'string' && detail !== '')
}

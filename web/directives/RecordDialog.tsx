import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ActInput } from './ActDialog.tsx'
import { ClassificationField } from './ClassificationField.tsx'
import { directivePaths } from './paths.ts'
import { recordWords } from './record-words.ts'
import { useAct } from './use-act.ts'
import { WordsFields, isWritten, noWords } from './WordsFields.tsx'

/** 登记批示 by the supervisor, on behalf of a leader: on a text of a released issue, or on a paper. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const go = useGo()
  const [leaderId, setLeaderId] = useState('')
  const [kind, setKind] = useState<'issue' | 'paper'>('issue')
  const [issueId, setIssueId] = useState('')
  const [adoptionId, setAdoptionId] = useState('')
  const [paper, setPaper] = useState({ title: '', reference: '' })
  const [classificationCode, setClassificationCode] = useState('internal')
  const [tellsText, setTellsText] = useState(false)
  const [words, setWords] = useState(() => noWords())
  const writers = useQuery(api.directives.writers.queryOptions())
  const issues = useQuery(
    api.publications.issues.queryOptions({ input: { status: ['released', 'archived'], limit: 50 } }),
  )
  const issue = useQuery({
    ...api.publications.issue.queryOptions({ input: { id: issueId } }),
    enabled: issueId !== '',
  })
  const entries = issue.data?.columns.flatMap((column) => column.entries) ?? []
  const leader = leaderId || (writers.data?.items[0]?.id ?? '')
  const record = useAct(
    () =>
      recordWords(words, {
        leaderId: leader,
        tellsText,
        classificationCode,
        source: kind === 'issue' ? { kind, adoptionId } : { kind, ...paper },
      }),
    { inline: true, done: t('directives.recorded'), after: ({ id: made }) => go(directivePaths.directive(made)) },
  )
  const placed = kind === 'issue' ? adoptionId !== '' : paper.title.trim() !== ''
  return (
    <Dialog
      title={t('directives.record')}
      confirm={t('directives.record')}
      width={780}
      busy={record.isPending}
      disabled={!placed || leader === '' || !isWritten(words)}
      onConfirm={() => record.mutate(undefined)}
      onCancel={onClose}
    >
      {writers.data?.items.length === 0 && <p className="zx-problem">{t('directives.no_leaders')}</p>}
      <div className="zx-act-pair">
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={`${id}-leader`}>
            {t('directives.leader')}
          </label>
          <select
            id={`${id}-leader`}
            className="zx-input"
            value={leader}
            onChange={(event) => setLeaderId(event.target.value)}
          >
            {(writers.data?.items ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
                {one.title && `（${one.title}）`}
              </option>
            ))}
          </select>
        </div>
        <fieldset className="zx-choices">
          <legend className="zx-label">{t('directives.source')}</legend>
          {(['issue', 'paper'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => setKind(one)} />
              {t(`directives.source_${one}`)}
            </label>
          ))}
        </fieldset>
      </div>
      {kind === 'issue' ? (
        <div className="zx-act-pair">
          <div className="zx-act-field">
            <label className="zx-label" htmlFor={`${id}-issue`}>
              {t('directives.issue')}
            </label>
            <select
              id={`${id}-issue`}
              className="zx-input"
              value={issueId}
              onChange={(event) => {
                setIssueId(event.target.value)
                setAdoptionId('')
              }}
            >
              <option value="">{t('directives.choose')}</option>
              {(issues.data?.items ?? []).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.publicationName} {one.label}
                </option>
              ))}
            </select>
          </div>
          <div className="zx-act-field">
            <label className="zx-label" htmlFor={`${id}-entry`}>
              {t('directives.entry')}
            </label>
            <select
              id={`${id}-entry`}
              className="zx-input"
              value={adoptionId}
              disabled={issueId === ''}
              onChange={(event) => setAdoptionId(event.target.value)}
            >
              <option value="">{t('directives.choose')}</option>
              {entries.map((one) => (
                <option key={one.adoptionId} value={one.adoptionId}>
                  {one.title}
                </option>
              ))}
            </select>
          </div>
        </div>
      ) : (
        <div className="zx-act-pair">
          <ActInput
            field={{ key: 'title', label: t('directives.paper_title'), kind: 'line', required: true, max: 100 }}
            value={paper.title}
            onChange={(title) => setPaper({ ...paper, title })}
          />
          <ActInput
            field={{ key: 'reference', label: t('directives.paper_reference'), kind: 'line', max: 60 }}
            value={paper.reference}
            onChange={(reference) => setPaper({ ...paper, reference })}
          />
        </div>
      )}
      <WordsFields words={words} onChange={setWords} withDay />
      <div className="zx-act-pair">
        <ClassificationField
          officeId={writers.data?.items.find((one) => one.id === leader)?.officeId}
          value={classificationCode}
          onChange={setClassificationCode}
        />
      </div>
      {kind === 'issue' && (
        <label className="zx-check">
          <input type="checkbox" checked={tellsText} onChange={(event) => setTellsText(event.target.checked)} />
          {t('directives.tells_text')}
        </label>
      )}
      <Refused error={record.error ?? writers.error ?? issues.error ?? issue.error} />
    </Dialog>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { v7 } from 'uuid'
import type { FileRef } from '../../contract/common.ts'
import type { RecordedKind, UpperResult } from '../../contract/publications-results.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatDateTime, formatDay } from '../ui/format.ts'
import { useAct } from './use-act.ts'
import { creditWords } from './words.ts'

const offices: Record<RecordedKind, string> = {
  state: '国务院办公厅',
  province: '山西省人民政府办公厅',
  readingPaper: '山西省人民政府办公厅',
  bonus: '山西省人民政府办公厅',
}

/** 登记上级采用: which forwarded piece, what came of it, and the evidence. */
export function RecordResultDialog({ onClose }: { onClose: () => void }) {
  const form = useId()
  const [id] = useState(() => v7())
  const [search, setSearch] = useState('')
  const [value, setValue] = useState({
    pieceId: '',
    kind: 'province' as RecordedKind,
    byWhom: offices.province,
    publicationName: '',
    issueLabel: '',
    resultOn: '',
    points: '',
    note: '',
  })
  const [files, setFiles] = useState<FileRef[]>([])
  const pieces = useQuery(api.publications.forwardedPieces.queryOptions({ input: { search: search || undefined } }))
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part })
  // what the list shows as chosen is chosen: the first, until another one is
  const found = pieces.data?.items ?? []
  const pieceId = found.some((piece) => piece.pieceId === value.pieceId) ? value.pieceId : (found[0]?.pieceId ?? '')
  const bonus = value.kind === 'bonus'
  const points = Number(value.points)
  const whole =
    pieceId !== '' &&
    value.byWhom.trim() !== '' &&
    value.resultOn !== '' &&
    (bonus ? value.points.trim() !== '' && Number.isFinite(points) : value.publicationName.trim() !== '') &&
    files.length > 0
  const act = useAct(
    () =>
      client.publications.recordResult({
        ...value,
        id,
        pieceId,
        publicationName: bonus ? '' : value.publicationName,
        points: bonus ? points : null,
        fileIds: files.map((file) => file.id),
      }),
    { inline: true, done: t('publications.result_recorded'), after: onClose },
  )
  const field = (
    name: 'byWhom' | 'publicationName' | 'issueLabel' | 'note' | 'points',
    label: string,
    hint?: string,
  ) => (
    <Field id={`${form}-${name}`} label={label}>
      <input
        id={`${form}-${name}`}
        className="zx-input"
        maxLength={name === 'note' ? 500 : 60}
        placeholder={hint}
        value={value[name]}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <Dialog
      title={t('publications.result_record')}
      confirm={t('publications.result_record')}
      busy={act.isPending}
      disabled={!whole}
      onConfirm={() => act.mutate(undefined)}
      onCancel={onClose}
      width={620}
    >
      <p>{t('publications.result_hint')}</p>
      <Field id={`${form}-piece`} label={t('publications.result_piece')}>
        <input
          type="search"
          className="zx-input"
          value={search}
          placeholder={t('publications.search')}
          aria-label={t('publications.search')}
          onChange={(event) => setSearch(event.target.value)}
        />
        <select
          id={`${form}-piece`}
          className="zx-input zx-result-piece"
          size={4}
          value={pieceId}
          onChange={(event) => change({ pieceId: event.target.value })}
        >
          {found.map((piece) => (
            <option key={piece.pieceId} value={piece.pieceId}>
              {piece.title}（{piece.units.join('、')}）
            </option>
          ))}
        </select>
        {pieces.isSuccess && found.length === 0 && <p className="zx-quiet">{t('publications.result_no_pieces')}</p>}
      </Field>
      <div className="zx-settings-fields">
        <Field id={`${form}-kind`} label={t('publications.result_kind')}>
          <select
            id={`${form}-kind`}
            className="zx-input"
            value={value.kind}
            onChange={(event) => {
              const kind = event.target.value as RecordedKind
              change({ kind, byWhom: offices[kind] })
            }}
          >
            {(Object.keys(offices) as RecordedKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {t(`publications.result_${kind}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${form}-on`} label={t('publications.result_on')}>
          <input
            id={`${form}-on`}
            type="date"
            className="zx-input"
            value={value.resultOn}
            onChange={(event) => change({ resultOn: event.target.value })}
          />
        </Field>
        {field('byWhom', t('publications.result_by_whom'))}
        {bonus
          ? field('points', t('publications.result_points'))
          : field('publicationName', t('publications.name'), t('publications.result_name_hint'))}
        {!bonus && field('issueLabel', t('publications.label'), t('publications.result_label_hint'))}
        {field('note', t('publications.copies_note'))}
      </div>
      <span className="zx-label">{t('publications.result_evidence')}</span>
      <FileUpload files={files} onChange={setFiles} />
      <Refused error={act.error} />
    </Dialog>
  )
}

/** One entry with its evidence; who may takes it back. */
export function ResultDialog({ result, onClose }: { result: UpperResult; onClose: () => void }) {
  const [revoking, setRevoking] = useState(false)
  const revoke = useAct((reasonText: string) => client.publications.revokeResult({ id: result.id, reasonText }), {
    inline: true,
    done: t('publications.result_revoke_done'),
    after: onClose,
  })
  if (revoking)
    return (
      <ReasonForm
        title={t('publications.result_revoke')}
        hint={t('publications.result_revoke_hint')}
        confirm={t('publications.result_revoke')}
        reasons={[]}
        busy={revoke.isPending}
        error={revoke.error}
        onGive={({ text }) => revoke.mutate(text)}
        onCancel={() => setRevoking(false)}
      />
    )
  const lines: [string, string][] = [
    [t('publications.result_kind'), t(`publications.result_${result.kind}`)],
    [t('publications.result_by_whom'), result.byWhom],
    [
      t('publications.result_where'),
      result.kind === 'bonus'
        ? t('publications.result_points_count', { points: result.points ?? 0 })
        : `《${result.publicationName}》${result.issueLabel}`,
    ],
    [t('publications.result_on'), formatDay(result.resultOn)],
    [t('publications.sources'), result.credit.length > 0 ? creditWords(result.credit) : result.units.join('、')],
    [t('publications.result_by'), `${result.recordedByName}　${formatDateTime(result.recordedAt)}`],
    [t('publications.copies_note'), result.note],
    [t('publications.revoke_reason'), result.revokeReason ?? ''],
  ]
  return (
    <Dialog
      title={result.title}
      onCancel={onClose}
      width={560}
      footLeft={
        result.mayRevoke && (
          <button type="button" className="zx-button" onClick={() => setRevoking(true)}>
            {t('publications.result_revoke')}
          </button>
        )
      }
    >
      <dl className="zx-issue-facts">
        {lines
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <span className="zx-label">{t('publications.result_evidence')}</span>
      <FileUpload files={result.files} readOnly />
    </Dialog>
  )
}

const Field = ({ id, label, children }: { id: string; label: string; children: ReactNode }) => (
  <div>
    <label className="zx-label" htmlFor={id}>
      {label}
    </label>
    {children}
  </div>
)

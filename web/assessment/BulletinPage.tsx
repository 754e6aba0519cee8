import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bulletin } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Editor } from '../ui/Editor.tsx'
import { formatDateTime } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { assessmentPaths } from './paths.ts'
import { useAct, useProvenAct } from './use-act.ts'
import { bulletinTones } from './words.ts'
import './assessment.css'

/** One bulletin: drafted from figures, edited by hand, signed, sent down. */
export function BulletinPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.assessment.bulletin.queryOptions({ input: { id } }))
  if (!data)
    return (
      <div className="zx-page">
        <PageHeader
          title={t('assessment.menu_bulletins')}
          back={{ to: assessmentPaths.bulletins, label: t('assessment.menu_bulletins') }}
        />
        <div className="zx-page-body">
          <Refused error={error} />
          {!error && <p className="zx-quiet">{t('app.loading')}</p>}
        </div>
      </div>
    )
  return <Sheet key={data.id} bulletin={data} />
}

function Sheet({ bulletin }: { bulletin: Bulletin }) {
  const go = useGo()
  const { id } = bulletin
  const mayEdit = bulletin.actions.includes('save')
  const [title, setTitle] = useState(bulletin.title)
  const [body, setBody] = useState(bulletin.body)
  const [base, setBase] = useState(bulletin.textVersion)
  const [touched, setTouched] = useState(false)
  const [asking, setAsking] = useState<'sign' | 'release' | 'readers'>()
  const save = useAct(() => client.assessment.saveBulletin({ id, title: title.trim(), body, baseVersion: base }), {
    done: t('assessment.saved'),
    after: (saved) => {
      setBase(saved.textVersion)
      setTouched(false)
    },
  })
  const discard = useAct(() => client.assessment.discardBulletin({ id }), {
    done: t('assessment.done'),
    after: () => go(assessmentPaths.bulletins),
  })
  return (
    <div className="zx-page">
      <PageHeader
        title={bulletin.title}
        back={{ to: assessmentPaths.bulletins, label: t('assessment.menu_bulletins') }}
        tags={<StateTag tone={bulletinTones[bulletin.status]}>{t(`assessment.bulletin_${bulletin.status}`)}</StateTag>}
        hint={
          bulletin.signerName
            ? t('assessment.signed_hint', { name: bulletin.signerName, editor: bulletin.editorName })
            : t('assessment.draft_hint', { editor: bulletin.editorName })
        }
        actions={
          <>
            {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
              <a
                key={format}
                className="zx-button"
                href={assessmentPaths.bulletinFile(id, format)}
                target="_blank"
                rel="noreferrer"
              >
                <Icon name={format === 'pdf' ? 'print' : 'download'} size={16} />
                {t(`assessment.file_${format}`)}
              </a>
            ))}
            {bulletin.status === 'released' && (
              <button type="button" className="zx-button" onClick={() => setAsking('readers')}>
                {t('assessment.readers', { read: bulletin.readCount, all: bulletin.recipientCount })}
              </button>
            )}
            {bulletin.actions.includes('discard') && (
              <button type="button" className="zx-button" onClick={() => discard.mutate(undefined)}>
                {t('assessment.discard')}
              </button>
            )}
            {mayEdit && (
              <button
                type="button"
                className="zx-button primary"
                disabled={!touched || save.isPending || title.trim() === ''}
                onClick={() => save.mutate(undefined)}
              >
                {t('assessment.save')}
              </button>
            )}
            {bulletin.actions.includes('sign') && (
              <button type="button" className="zx-button primary" onClick={() => setAsking('sign')}>
                {t('assessment.sign')}
              </button>
            )}
            {bulletin.actions.includes('release') && (
              <button type="button" className="zx-button primary" onClick={() => setAsking('release')}>
                {t('assessment.release')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-fill zx-bulletin-sheet">
        <Editor
          key={bulletin.status === 'draft' && mayEdit ? 'edit' : bulletin.version}
          label={t('assessment.bulletin_text')}
          value={bulletin.body}
          readOnly={!mayEdit}
          onChange={(next) => {
            setBody(next)
            setTouched(true)
          }}
          head={
            mayEdit ? (
              <input
                className="zx-sheet-title"
                aria-label={t('assessment.bulletin_title')}
                maxLength={200}
                value={title}
                onChange={(event) => {
                  setTitle(event.target.value)
                  setTouched(true)
                }}
              />
            ) : (
              <p className="zx-sheet-title">{bulletin.title}</p>
            )
          }
        />
      </div>
      {asking === 'sign' && <SignDialog bulletin={bulletin} onClose={() => setAsking(undefined)} />}
      {asking === 'release' && <ReleaseDialog bulletin={bulletin} onClose={() => setAsking(undefined)} />}
      {asking === 'readers' && (
        <Dialog title={t('assessment.read_marks')} width={520} onCancel={() => setAsking(undefined)}>
          <table className="zx-score-table">
            <tbody>
              {bulletin.recipients.map((one) => (
                <tr key={one.unitName}>
                  <td>{one.unitName}</td>
                  <td>
                    {one.readAt ? `${one.readByName ?? ''}　${formatDateTime(one.readAt)}` : t('assessment.unread')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Dialog>
      )}
    </div>
  )
}

function SignDialog({ bulletin, onClose }: { bulletin: Bulletin; onClose: () => void }) {
  const sign = useProvenAct(() => client.assessment.signBulletin({ id: bulletin.id, version: bulletin.version }), {
    done: t('assessment.signed_done'),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('assessment.sign')}
      confirm={t('assessment.sign')}
      busy={sign.isPending}
      error={sign.error}
      onConfirm={(password) => sign.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('assessment.sign_what')}</p>
      <p>
        <b>{bulletin.title}</b>
      </p>
    </PasswordConfirm>
  )
}

function ReleaseDialog({ bulletin, onClose }: { bulletin: Bulletin; onClose: () => void }) {
  const release = useProvenAct(() => client.assessment.releaseBulletin({ id: bulletin.id }), {
    done: t('assessment.released_done'),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('assessment.release')}
      confirm={t('assessment.release')}
      busy={release.isPending}
      error={release.error}
      onConfirm={(password) => release.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('assessment.release_what')}</p>
      <p>
        <b>{bulletin.title}</b>
      </p>
    </PasswordConfirm>
  )
}

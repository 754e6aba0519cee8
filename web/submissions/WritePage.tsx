import { useQuery } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import { useMemo, useState } from 'react'
import type { Body } from '../../contract/body.ts'
import type { Submission } from '../../contract/submissions.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { AlreadyReported } from '../library/index.tsx'
import { AutosaveNotices } from '../ui/autosave/AutosaveNotices.tsx'
import { SaveState } from '../ui/autosave/SaveState.tsx'
import { useAutosave } from '../ui/autosave/useAutosave.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { Editor } from '../ui/Editor.tsx'
import { TitleField } from '../ui/editor/TitleField.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { DetailsForm } from './DetailsForm.tsx'
import { ImportButton } from './ImportButton.tsx'
import { submissionPaths } from './paths.ts'
import { ResearchGuide } from './ResearchGuide.tsx'
import { ItemTags, StatusTag } from './status.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'
import { charactersOf, plainText } from './text.ts'
import './submissions.css'
import { useDetails } from './use-details.ts'

interface DraftText {
  title: string
  body: Body
}
const characterLimit = 200_000

/** 撰写、修改: the sheet on the left, what belongs to the item on the right. Both save themselves. */
export function WritePage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.submissions.get.queryOptions({ input: { id }, staleTime: 0 }))
  if (error && !data)
    return (
      <div className="zx-notice-page">
        <Refused error={error} />
      </div>
    )
  if (!data)
    return (
      <p className="zx-opening" role="status">
        {t('submissions.loading')}
      </p>
    )
  return <Desk key={id} item={data} />
}

const copyOf = ({ text }: Submission) => ({
  value: { title: text.title, body: text.body },
  version: text.version,
  updatedAt: text.savedAt,
  authorName: text.authorName,
})

function Desk({ item }: { item: Submission }) {
  const me = useMe()
  const go = useGo()
  const server = useMemo(() => copyOf(item), [item.text.version])
  const autosave = useAutosave<DraftText>({
    personId: me.personId,
    documentId: item.id,
    server,
    save: async (value, baseVersion) => {
      const saved = await client.submissions.saveText({ id: item.id, ...value, baseVersion })
      return { version: saved.version, updatedAt: saved.savedAt }
    },
    load: async () => copyOf(await client.submissions.get({ id: item.id })),
  })
  const details = useDetails(item)
  const [imports, setImports] = useState(0)
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState(false)
  const mayEdit = item.actions.includes('edit')
  const readOnly = autosave.readOnly || !mayEdit
  const { title, body } = autosave.value
  const tooLong = charactersOf(body) > characterLimit

  const settle = async () => (await autosave.flush()) && (await details.flush())
  const leave = async () => {
    if (!(await settle())) return
    await refetchModules('submissions', 'home')
    go(`${submissionPaths.item(item.id)}?view=1`)
  }
  const ask = async () => {
    setTried(true)
    if (await settle()) setAsking(true)
    else say.warning(t('ui.save_refused'))
  }
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: submissionPaths.list, label: t('submissions.back') }}
        title={t(item.status === 'draft' ? 'submissions.write' : 'submissions.revise')}
        tags={
          <>
            <StatusTag status={item.status} />
            <ItemTags item={item} />
          </>
        }
        actions={
          <>
            {mayEdit && (
              <ImportButton
                hasText={charactersOf(body) > 0}
                onImported={(imported) => {
                  autosave.change({ title, body: imported })
                  setImports(imports + 1)
                }}
              />
            )}
            <button type="button" className="zx-button" onClick={() => void leave()}>
              {t(mayEdit && !item.actions.includes('submitForReview') ? 'submissions.finish' : 'submissions.view_item')}
            </button>
            {item.actions.includes('submitForReview') && (
              <button type="button" className="zx-button primary" onClick={() => void ask()}>
                {t('submissions.submit')}
              </button>
            )}
          </>
        }
      >
        {item.returnReason && (
          <div className="zx-strip" role="note">
            <span>
              <b>{t('submissions.return_reason')}</b>　{item.returnReason}
            </span>
          </div>
        )}
        <AutosaveNotices
          autosave={autosave}
          show={(value) => <BodyView body={value.body} title={value.title} />}
          textOf={(value) => plainText(value.title, value.body)}
        />
        {tooLong && (
          <p className="zx-problem" role="alert">
            {t('documents.body_too_long', { limit: characterLimit.toLocaleString('en-US') })}
          </p>
        )}
      </PageHeader>
      <SplitView
        name="write"
        initial={0.7}
        min={330}
        left={
          <Editor
            key={`${autosave.epoch}-${imports}`}
            value={body}
            readOnly={readOnly}
            label={t('submissions.field.body')}
            tools={<SaveState autosave={autosave} />}
            head={
              <TitleField
                value={title}
                readOnly={readOnly}
                onChange={(next) => autosave.change({ title: next, body: autosave.value.body })}
              />
            }
            onChange={(next) => autosave.change({ title: autosave.value.title, body: next })}
          />
        }
        right={
          <div className="zx-write-side" tabIndex={0} role="region" aria-label={t('submissions.details')}>
            {details.value.categoryCode === 'research' && <ResearchGuide title={title} body={body} />}
            <AlreadyReported title={title} body={body} submissionId={item.id} unitId={item.unitId} folded />
            <ConfigProvider componentDisabled={!mayEdit}>
              <fieldset disabled={!mayEdit} className="zx-plain">
                <DetailsForm
                  details={details}
                  unitId={item.unitId}
                  missing={tried && !details.value.categoryCode ? ['category'] : []}
                />
              </fieldset>
            </ConfigProvider>
          </div>
        }
      />
      {asking && (
        <SubmitDialog
          item={item}
          onCancel={() => setAsking(false)}
          onDone={() => {
            say.done(t('submissions.submitted'))
            void refetchModules('submissions', 'home').then(() => go(submissionPaths.item(item.id), { replace: true }))
          }}
        />
      )}
    </div>
  )
}

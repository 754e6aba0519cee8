import { useState } from 'react'
import { v7 } from 'uuid'
import type { Issue } from '../../contract/publications.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Downloads } from '../ui/Downloads.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { publicationPaths } from './paths.ts'
import { AddReadersDialog } from './AddReadersDialog.tsx'
import { ReleaseDialog, SignDialog, VoidDialog } from './ProvenDialogs.tsx'
import { useAct } from './use-act.ts'

type Asking = 'sign' | 'release' | 'void' | 'backToDraft' | 'discard' | 'addRecipients'

/** What may be done with the issue now; what weighs asks first. */
export function IssueActs({ issue }: { issue: Issue }) {
  const go = useGo()
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  const id = issue.id
  const preRelease = useAct(() => client.publications.preRelease({ id }), { done: t('publications.preRelease_done') })
  const archive = useAct(() => client.publications.archive({ id }), { done: t('publications.archive_done') })
  const back = useAct((reasonText: string) => client.publications.backToDraft({ id, reasonText }), {
    inline: true,
    done: t('publications.backToDraft_done'),
    after: close,
  })
  const discard = useAct(() => client.publications.discardIssue({ id }), {
    inline: true,
    done: t('publications.discard_done'),
    after: () => go(publicationPaths.issues, { replace: true }),
  })
  const correctionId = useState(() => v7())[0]
  const correct = useAct(() => client.publications.correctIssue({ id, correctionId }), {
    done: t('publications.correct_done'),
    after: (correction) => go(publicationPaths.issue(correction.id)),
  })
  const may = (action: Issue['actions'][number]) => issue.actions.includes(action)
  const ask = (what: Asking, primary = false) =>
    may(what) && (
      <button type="button" className={primary ? 'zx-button primary' : 'zx-button'} onClick={() => setAsking(what)}>
        {t(`publications.${what}`)}
      </button>
    )
  return (
    <>
      {may('print') && <Downloads path={`/issues/${id}`} />}
      {ask('discard')}
      {ask('void')}
      {may('archive') && (
        <button
          type="button"
          className="zx-button"
          disabled={archive.isPending}
          onClick={() => archive.mutate(undefined)}
        >
          {t('publications.archive')}
        </button>
      )}
      {ask('backToDraft')}
      {may('correct') && (
        <button
          type="button"
          className="zx-button primary"
          disabled={correct.isPending}
          onClick={() => correct.mutate(undefined)}
        >
          {t('publications.correct')}
        </button>
      )}
      {ask('addRecipients')}
      {may('preRelease') && (
        <button
          type="button"
          className="zx-button primary"
          disabled={preRelease.isPending}
          onClick={() => preRelease.mutate(undefined)}
        >
          {t('publications.preRelease')}
        </button>
      )}
      {ask('sign', true)}
      {ask('release', true)}
      {asking === 'sign' && <SignDialog issue={issue} onClose={close} />}
      {asking === 'release' && <ReleaseDialog issue={issue} onClose={close} />}
      {asking === 'void' && <VoidDialog issue={issue} onClose={close} />}
      {asking === 'addRecipients' && <AddReadersDialog issue={issue} onClose={close} />}
      {asking === 'backToDraft' && (
        <BackDialog busy={back.isPending} error={back.error} onGive={(text) => back.mutate(text)} onCancel={close} />
      )}
      {asking === 'discard' && (
        <Dialog
          title={t('publications.discard')}
          confirm={t('publications.discard')}
          danger
          busy={discard.isPending}
          onConfirm={() => discard.mutate(undefined)}
          onCancel={close}
        >
          <p>{t('publications.discard_hint')}</p>
          <Refused error={discard.error} />
        </Dialog>
      )}
    </>
  )
}

function BackDialog({
  busy,
  error,
  onGive,
  onCancel,
}: {
  busy: boolean
  error: unknown
  onGive: (text: string) => void
  onCancel: () => void
}) {
  return (
    <ReasonForm
      title={t('publications.backToDraft')}
      hint={t('publications.backToDraft_hint')}
      confirm={t('publications.backToDraft')}
      reasons={[]}
      busy={busy}
      error={error}
      onGive={({ text }) => onGive(text)}
      onCancel={onCancel}
    />
  )
}

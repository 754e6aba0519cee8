import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Piece } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { AddSourceDialog } from './AddSourceDialog.tsx'
import { deskPaths } from './paths.ts'
import { PlaceFields } from './PlaceFields.tsx'
import { useAct } from './use-act.ts'

/** 送审, 转报, 并入来稿. Each first waits until everything typed is on the server. */
export function PieceActs({
  piece,
  settle,
  version,
}: {
  piece: Piece
  settle: () => Promise<boolean>
  version: () => number
}) {
  const [asking, setAsking] = useState<'submit' | 'forward' | 'add'>()
  const ask = async (what: 'submit' | 'forward' | 'add') => {
    if (await settle()) setAsking(what)
    else say.warning(t('ui.save_refused'))
  }
  const close = () => setAsking(undefined)
  return (
    <>
      {piece.actions.includes('merge') && (
        <button type="button" className="zx-button" onClick={() => void ask('add')}>
          <Icon name="merge" size={16} />
          {t('desk.add_source')}
        </button>
      )}
      {piece.actions.includes('forward') && (
        <button type="button" className="zx-button" onClick={() => void ask('forward')}>
          <Icon name="send" size={16} />
          {t('desk.forward')}
        </button>
      )}
      {piece.actions.includes('submitForSecondReview') && (
        <button type="button" className="zx-button primary" onClick={() => void ask('submit')}>
          {t('desk.submit')}
        </button>
      )}
      {asking === 'submit' && <SubmitDialog piece={piece} version={version()} onClose={close} />}
      {asking === 'forward' && <ForwardDialog piece={piece} onClose={close} />}
      {asking === 'add' && <AddSourceDialog piece={piece} version={version()} onClose={close} />}
    </>
  )
}

function SubmitDialog({ piece, version, onClose }: { piece: Piece; version: number; onClose: () => void }) {
  const go = useGo()
  const [place, setPlace] = useState({
    publicationId: piece.suggestedPublicationId ?? '',
    columnId: piece.suggestedColumnId ?? '',
    mode: '',
  })
  const submit = useAct(
    () =>
      client.desk.submitForSecondReview({
        id: piece.id,
        baseVersion: version,
        publicationId: place.publicationId || null,
        columnId: place.columnId || null,
      }),
    {
      inline: true,
      done: t('desk.submitted'),
      after: () => {
        onClose()
        go(deskPaths.pieces)
      },
    },
  )
  return (
    <Dialog
      title={t('desk.submit')}
      confirm={t('desk.submit')}
      busy={submit.isPending}
      onConfirm={() => submit.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      <p>{t('desk.submit_hint')}</p>
      <PlaceFields officeId={piece.officeId} place={place} onChange={setPlace} />
      <Refused error={submit.error} />
    </Dialog>
  )
}

function ForwardDialog({ piece, onClose }: { piece: Piece; onClose: () => void }) {
  const go = useGo()
  const receivers = useQuery(api.submissions.receivers.queryOptions({ input: { unitId: piece.officeId } }))
  const [chosen, setChosen] = useState<string[]>()
  const receiverIds = chosen ?? receivers.data?.items.slice(0, 1).map((one) => one.id) ?? []
  const forward = useAct(() => client.desk.forward({ id: piece.id, receiverIds }), {
    inline: true,
    done: t('desk.forwarded'),
    after: ({ submissionId }) => go(`/submissions/${submissionId}`),
  })
  return (
    <Dialog
      title={t('desk.forward')}
      confirm={t('desk.forward_confirm')}
      busy={forward.isPending}
      disabled={receiverIds.length === 0}
      onConfirm={() => forward.mutate(undefined)}
      onCancel={onClose}
      width={480}
    >
      <p>{t('desk.forward_hint')}</p>
      <fieldset className="zx-reasons">
        <legend>{t('desk.receivers')}</legend>
        {(receivers.data?.items ?? []).map((one) => (
          <label key={one.id}>
            <input
              type="checkbox"
              checked={receiverIds.includes(one.id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...receiverIds, one.id] : receiverIds.filter((id) => id !== one.id))
              }
            />
            {one.name}
          </label>
        ))}
      </fieldset>
      {receivers.data?.items.length === 0 && <p className="zx-quiet">{t('desk.no_receiver')}</p>}
      <Refused error={receivers.error ?? forward.error} />
    </Dialog>
  )
}

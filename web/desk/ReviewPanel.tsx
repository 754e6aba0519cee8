import { useState } from 'react'
import type { Piece } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { useOptions } from '../catalogue/index.tsx'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { deskPaths } from './paths.ts'
import { PlaceFields } from './PlaceFields.tsx'
import { useAct } from './use-act.ts'

/** 复审: adopt into a column of a publication, or give it back with a reason. It begins with what the editor proposed. */
export function ReviewPanel({ piece }: { piece: Piece }) {
  const go = useGo()
  const [place, setPlace] = useState({
    publicationId: piece.suggestedPublicationId ?? '',
    columnId: piece.suggestedColumnId ?? '',
    mode: piece.credit.length > 1 ? 'composite' : 'sole',
  })
  const [sendingBack, setSendingBack] = useState(false)
  const reasons = useOptions('sendBackReason', piece.officeId)
  const adopt = useAct(() => client.publications.adopt({ pieceId: piece.id, ...place }), {
    inline: true,
    done: t('desk.adopted_done'),
    after: () => go(deskPaths.toReview),
  })
  const sendBack = useAct(
    (given: { reasonCode: string; text: string }) =>
      client.desk.sendBack({ id: piece.id, reasonCode: given.reasonCode, reasonText: given.text }),
    { inline: true, done: t('desk.sent_back_done'), after: () => go(deskPaths.toReview) },
  )
  return (
    <section className="zx-panel">
      <h2>{t('desk.second_review')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          adopt.mutate(undefined)
        }}
      >
        <PlaceFields officeId={piece.officeId} place={place} onChange={setPlace} withMode />
        <div className="zx-row zx-desk-decide">
          <button
            type="submit"
            className="zx-button primary"
            disabled={adopt.isPending || place.publicationId === '' || place.columnId === ''}
          >
            {t('desk.adopt')}
          </button>
          {piece.actions.includes('sendBack') && (
            <button type="button" className="zx-button danger" onClick={() => setSendingBack(true)}>
              {t('desk.sendBack')}
            </button>
          )}
        </div>
        <Refused error={adopt.error} />
      </form>
      {sendingBack && (
        <ReasonForm
          title={t('desk.sendBack')}
          hint={t('desk.sendBack_hint')}
          confirm={t('desk.sendBack')}
          danger
          reasons={reasons.map((reason) => ({ code: reason.code, name: reason.name, needsText: true }))}
          busy={sendBack.isPending}
          error={sendBack.error}
          onGive={(given) => sendBack.mutate(given)}
          onCancel={() => setSendingBack(false)}
        />
      )}
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Body } from '../../contract/body.ts'
import type { Piece } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { usePathParams } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { AutosaveNotices } from '../ui/autosave/AutosaveNotices.tsx'
import { SaveState } from '../ui/autosave/SaveState.tsx'
import { useAutosave } from '../ui/autosave/useAutosave.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Downloads } from '../ui/Downloads.tsx'
import { Editor } from '../ui/Editor.tsx'
import { TitleField } from '../ui/editor/TitleField.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import '../ui/list/list.css'
import './desk.css'
import { insertBlocks, plainText } from './editor-text.ts'
import { deskPaths } from './paths.ts'
import { PieceActs } from './PieceActs.tsx'
import { PieceSide } from './PieceSide.tsx'
import { PieceTraces } from './PieceTraces.tsx'
import type { Against } from './PieceTraces.tsx'
import { SourceTexts } from './SourceTexts.tsx'
import { pieceTones, pieceWord } from './words.ts'

interface PieceText {
  title: string
  body: Body
}

/** 采编: the originals on the left, the text in the middle, what belongs to the piece on the right. */
export function PiecePage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.desk.piece.queryOptions({ input: { id }, staleTime: 0 }))
  if (error && !data)
    return (
      <div className="zx-notice-page">
        <Refused error={error} />
      </div>
    )
  if (!data)
    return (
      <p className="zx-opening" role="status">
        {t('app.loading')}
      </p>
    )
  return <PieceDesk key={`${id} ${data.status}`} piece={data} />
}

const copyOf = ({ text }: Piece) => ({
  value: { title: text.title, body: text.body },
  version: text.version,
  updatedAt: text.updatedAt,
  authorName: text.authorName,
})

function PieceDesk({ piece }: { piece: Piece }) {
  const me = useMe()
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the text is the same as long as its version is
  const server = useMemo(() => copyOf(piece), [piece.text.version])
  const autosave = useAutosave<PieceText>({
    personId: me.personId,
    documentId: piece.id,
    server,
    save: async (value, baseVersion) => {
      const saved = await client.desk.savePiece({ id: piece.id, ...value, baseVersion })
      return { version: saved.version, updatedAt: saved.savedAt }
    },
    load: async () => copyOf(await client.desk.piece({ id: piece.id })),
  })
  const reviews = piece.actions.includes('adopt') && piece.status === 'inSecondReview'
  const [against, setAgainst] = useState<Against | undefined>(reviews ? { kind: 'first' } : undefined)
  const readOnly = autosave.readOnly || !piece.actions.includes('save')
  const { title, body } = autosave.value
  const compare = async (next: Against | undefined) => {
    if (next) await autosave.flush()
    setAgainst(next)
  }
  return (
    <div className="zx-page">
      <PageHeader
        back={
          reviews
            ? { to: deskPaths.toReview, label: t('desk.back_to_review') }
            : { to: deskPaths.pieces, label: t('desk.pieces') }
        }
        title={title || t('desk.untitled')}
        tags={
          <>
            <StateTag tone={pieceTones[piece.status]}>{pieceWord(piece.status)}</StateTag>
            {(piece.status === 'editing' || piece.status === 'inSecondReview') && <Deadline due={piece.dueAt} />}
          </>
        }
        actions={
          <>
            <Downloads path={`/pieces/${piece.id}`} />
            <PieceActs piece={piece} settle={autosave.flush} version={() => autosave.version} />
          </>
        }
      >
        {piece.sendBackReason && piece.status === 'editing' && (
          <div className="zx-strip" role="note">
            <span>
              <b>{t('desk.sent_back')}</b>　{piece.sendBackReason}
            </span>
          </div>
        )}
        <AutosaveNotices
          autosave={autosave}
          show={(value) => <BodyView body={value.body} title={value.title} />}
          textOf={(value) => plainText(value.title, value.body)}
        />
      </PageHeader>
      <div className="zx-desk-piece">
        <SourceTexts piece={piece} onInsert={readOnly || against ? undefined : insertBlocks} />
        <div className="zx-desk-middle">
          <div className="zx-tabs" role="tablist">
            <button type="button" role="tab" aria-selected={!against} onClick={() => void compare(undefined)}>
              {t(readOnly ? 'desk.text' : 'desk.edit_text')}
            </button>
            <button
              type="button"
              role="tab"
              aria-selected={against !== undefined}
              onClick={() => void compare(against ?? { kind: 'first' })}
            >
              {t('desk.traces')}
            </button>
          </div>
          {against ? (
            <PieceTraces piece={piece} against={against} onChange={setAgainst} />
          ) : (
            <Editor
              key={autosave.epoch}
              value={body}
              readOnly={readOnly}
              label={t('desk.text')}
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
          )}
        </div>
        <PieceSide piece={piece} settle={autosave.flush} onCompare={(next) => void compare(next)} />
      </div>
    </div>
  )
}

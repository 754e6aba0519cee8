import { useMemo } from 'react'
import type { PieceRow, PieceStatus } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Deadline } from '../ui/Deadline.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './desk.css'
import { deskPaths } from './paths.ts'
import { pieceTones, pieceWord } from './words.ts'

const statuses: PieceStatus[] = ['editing', 'inSecondReview', 'adopted', 'published']
const isStatus = (tab: string | undefined): tab is PieceStatus => statuses.some((status) => status === tab)

const source: ListSource<PieceRow> = {
  key: api.desk.pieces.key(),
  load: (ask, { cursor, limit }) =>
    client.desk.pieces({
      cursor,
      limit,
      search: ask.text || undefined,
      mine: ask.tab === 'mine',
      status: isStatus(ask.tab) ? [ask.tab] : undefined,
    }),
}

/** 采编稿: the office's pieces, last changed first; a tab for what waits in the second review. */
export function PiecesPage() {
  const columns = useMemo<ListColumn<PieceRow>[]>(
    () => [
      {
        key: 'title',
        title: t('desk.title'),
        width: 'minmax(240px, 1fr)',
        render: (row) => row.title || t('desk.untitled'),
      },
      {
        key: 'status',
        title: t('desk.state'),
        width: '100px',
        render: (row) => <StateTag tone={pieceTones[row.status]}>{pieceWord(row.status)}</StateTag>,
      },
      {
        key: 'units',
        title: t('desk.sources'),
        width: 'minmax(160px, 0.6fr)',
        render: (row) => row.unitNames.join('、'),
      },
      { key: 'editor', title: t('desk.editor'), width: '90px', render: (row) => row.editorName },
      {
        key: 'characters',
        title: t('desk.characters'),
        width: '72px',
        align: 'right',
        render: (row) => row.characters,
      },
      {
        key: 'due',
        title: t('desk.due'),
        width: '116px',
        render: (row) =>
          row.status === 'editing' || row.status === 'inSecondReview' ? <Deadline due={row.dueAt} /> : null,
      },
      { key: 'updated', title: t('desk.updated'), width: '116px', render: (row) => formatShort(row.updatedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('desk.pieces')} />
      <div className="zx-page-fill">
        <DataList<PieceRow>
          label={t('desk.pieces')}
          source={source}
          columns={columns}
          exportAs={t('desk.pieces')}
          rowKey={(row) => row.id}
          href={(row) => deskPaths.piece(row.id)}
          searchHint={t('desk.search_title')}
          empty={t('desk.pieces_empty')}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('desk.tab.all') },
            { value: 'mine', label: t('desk.mine') },
            ...statuses.map((status) => ({ value: status, label: pieceWord(status) })),
          ]}
        />
      </div>
    </div>
  )
}

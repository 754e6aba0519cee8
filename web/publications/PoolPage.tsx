import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { v7 } from 'uuid'
import type { Adoption } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { NewIssueDialog } from './NewIssueDialog.tsx'
import { publicationPaths } from './paths.ts'
import './publications.css'
import { useAct } from './use-act.ts'

const source: ListSource<Adoption> = {
  key: api.publications.pool.key(),
  load: (ask, page) =>
    client.publications.pool({
      ...page,
      placed: ask.tab === 'placed',
      search: ask.text || undefined,
      publicationId: ask.filters['publication']?.[0],
    }),
}

/** 采用未成刊: what waits for an issue. Chosen items of one publication go into a new issue together. */
export function PoolPage() {
  const [revoking, setRevoking] = useState<Adoption>()
  const [starting, setStarting] = useState(false)
  const options = useQuery(api.publications.options.queryOptions({ input: {}, staleTime: 60_000 }))
  const revoke = useAct((reasonText: string) => client.publications.unadopt({ id: revoking!.id, reasonText }), {
    inline: true,
    done: t('publications.revoked'),
    after: () => setRevoking(undefined),
  })
  const columns = useMemo<ListColumn<Adoption>[]>(
    () => [
      { key: 'title', title: t('publications.title'), width: 'minmax(240px, 1fr)', render: (row) => row.title },
      {
        key: 'publication',
        title: t('publications.publication'),
        width: '150px',
        render: (row) => row.publicationName,
      },
      { key: 'column', title: t('publications.column'), width: '110px', render: (row) => row.columnName },
      { key: 'mode', title: t('publications.mode'), width: '84px', render: (row) => row.modeName },
      {
        key: 'sources',
        title: t('publications.sources'),
        width: 'minmax(140px, 0.6fr)',
        render: (row) => row.credit.map((line) => line.unitName).join('、'),
      },
      {
        key: 'characters',
        title: t('publications.characters'),
        width: '64px',
        align: 'right',
        render: (row) => row.characters,
      },
      {
        key: 'adopted',
        title: t('publications.adopted_at'),
        width: '116px',
        render: (row) => formatShort(row.adoptedAt),
      },
      {
        key: 'issue',
        title: t('publications.in_issue'),
        width: '110px',
        render: (row) => row.issueId && <Link to={publicationPaths.issue(row.issueId)}>{row.issueLabel}</Link>,
      },
      {
        key: 'revoke',
        title: '',
        width: '84px',
        render: (row) =>
          row.mayRevoke && (
            <button
              type="button"
              className="zx-link-button"
              onClick={(event) => {
                event.stopPropagation()
                setRevoking(row)
              }}
            >
              {t('publications.revoke')}
            </button>
          ),
      },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('publications.pool')}
        hint={t('publications.pool_hint')}
        actions={
          <button type="button" className="zx-button primary" onClick={() => setStarting(true)}>
            <Icon name="plus" size={16} />
            {t('publications.new_issue')}
          </button>
        }
      />
      <div className="zx-page-fill">
        <DataList<Adoption>
          label={t('publications.pool_list')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => (row.issueId ? publicationPaths.issue(row.issueId) : `/desk/pieces/${row.pieceId}`)}
          tabs={[
            { value: 'waiting', label: t('publications.pool_waiting') },
            { value: 'placed', label: t('publications.pool_placed') },
          ]}
          defaultTab="waiting"
          filters={[
            {
              kind: 'choice',
              key: 'publication',
              label: t('publications.publication'),
              choices: (options.data?.publications ?? []).map((one) => ({ value: one.id, label: one.name })),
              width: 170,
            },
          ]}
          searchHint={t('publications.search')}
          empty={t('publications.pool_empty')}
          batch={(rows, clear) => <PutInIssue rows={rows} clear={clear} />}
        />
      </div>
      {starting && <NewIssueDialog onClose={() => setStarting(false)} />}
      {revoking && (
        <RevokeDialog
          title={revoking.title}
          busy={revoke.isPending}
          error={revoke.error}
          onGive={(text) => revoke.mutate(text)}
          onCancel={() => setRevoking(undefined)}
        />
      )}
    </div>
  )
}

/** 撤销采用: the units read the reason, so there is no revoking without one. */
function RevokeDialog({
  title,
  busy,
  error,
  onGive,
  onCancel,
}: {
  title: string
  busy: boolean
  error: unknown
  onGive: (text: string) => void
  onCancel: () => void
}) {
  const id = useId()
  const [text, setText] = useState('')
  return (
    <Dialog
      title={t('publications.revoke')}
      confirm={t('publications.revoke')}
      danger
      busy={busy}
      disabled={text.trim() === ''}
      onConfirm={() => onGive(text.trim())}
      onCancel={onCancel}
      width={520}
    >
      <p>
        《{title}》　{t('publications.revoke_hint')}
      </p>
      <label className="zx-label" htmlFor={id}>
        {t('publications.revoke_reason')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused error={error} />
    </Dialog>
  )
}

/** 编入新刊期: each item in the column it was adopted into. */
function PutInIssue({ rows, clear }: { rows: Adoption[]; clear: () => void }) {
  const go = useGo()
  const publicationId = rows[0]?.publicationId ?? ''
  const free = rows.every((row) => row.publicationId === publicationId && row.issueId === null)
  const [issueIds] = useState(() => new Map<string, string>()) // tried again it is still the same issue
  const start = useAct(
    async () => {
      const id = issueIds.get(publicationId) ?? v7()
      issueIds.set(publicationId, id)
      const issue = await client.publications.createIssue({ id, publicationId, series: 'main' })
      const columnIds = [...new Set([...issue.columns.map((column) => column.id), ...rows.map((row) => row.columnId)])]
      return client.publications.arrange({
        id: issue.id,
        version: issue.version,
        columns: columnIds.map((columnId) => ({
          columnId,
          adoptionIds: rows.filter((row) => row.columnId === columnId).map((row) => row.id),
        })),
      })
    },
    {
      after: (issue) => {
        clear()
        go(publicationPaths.issue(issue.id))
      },
    },
  )
  return (
    <button
      type="button"
      className="zx-button primary"
      disabled={!free || start.isPending}
      title={free ? undefined : t('publications.one_publication')}
      onClick={() => start.mutate(undefined)}
    >
      {t('publications.put_in_issue')}
    </button>
  )
}

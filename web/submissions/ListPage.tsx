import type { z } from 'zod'
import { SubmissionScope, SubmissionStatus } from './values.ts'
import type {
  SubmissionRow,
  SubmissionScope as Scope,
  SubmissionSort,
  SubmissionStatus as Status,
} from '../../contract/submissions.ts'
import type { Permission } from '../../contract/access.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch } from '../app/links.tsx'
import { may, useMe } from '../app/session.tsx'
import type { Me } from '../app/session.tsx'
import { useEntryName, useOptions } from '../catalogue/index.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { formatShort } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { submissionPaths } from './paths.ts'
import { ItemTags, StatusTag } from './status.tsx'
import './submissions.css'

const needs: Record<Scope, Permission> = {
  mine: 'submission.draft',
  unit: 'submission.read',
  toReview: 'submission.review',
  toReviewSecrecy: 'submission.reviewSecrecy',
  toSign: 'submission.sign',
  toSend: 'submission.send',
  toConsent: 'submission.consentWithdrawal',
  discarded: 'submission.draft',
}
const scopesOf = (me: Me): Scope[] => SubmissionScope.filter((scope) => may(me, needs[scope]))

const source: ListSource<SubmissionRow> = {
  key: api.submissions.list.key(),
  load: (ask, page) =>
    client.submissions.list({
      ...page,
      scope: (ask.tab ?? 'mine') as Scope,
      search: ask.text || undefined,
      sort: (ask.sort ?? '-updated') as z.infer<typeof SubmissionSort>,
      status: ask.filters['status'] as Status[] | undefined,
      category: ask.filters['category'],
      urgency: ask.filters['urgency'],
      from: ask.filters['daysFrom']?.[0],
      to: ask.filters['daysTo']?.[0],
    }),
}

/** 稿件: mine, my unit's, and what waits for me, by tab. */
export function ListPage() {
  const me = useMe()
  const scopes = scopesOf(me)
  const tab = String(useAddressSearch()['tab'] ?? scopes[0]) as Scope
  const columns = useColumns(tab)
  const [categories, urgencies] = [useOptions('category'), useOptions('urgency')]
  const choices = (options: { code: string; name: string }[]) =>
    options.map((option) => ({ value: option.code, label: option.name }))
  return (
    <div className="zx-page">
      <PageHeader
        title={t('submissions.title')}
        actions={
          may(me, 'submission.draft') && (
            <Link to={submissionPaths.new} className="zx-button primary">
              <Icon name="plus" size={16} />
              {t('submissions.new')}
            </Link>
          )
        }
      />
      <div className="zx-page-fill">
        <DataList
          label={t('submissions.list')}
          source={source}
          columns={columns}
          exportAs={t('submissions.title')}
          rowKey={(row) => row.id}
          href={(row) => submissionPaths.item(row.id)}
          tabs={scopes.map((scope) => ({ value: scope, label: t(`submissions.scope_${scope}`) }))}
          defaultTab={scopes[0]}
          defaultSort={tab.startsWith('to') ? 'due' : '-updated'}
          searchHint={t('submissions.search')}
          empty={t(`submissions.empty_${tab}`)}
          filters={[
            {
              kind: 'choice',
              key: 'status',
              label: t('submissions.filter_status'),
              multiple: true,
              choices: SubmissionStatus.map((status) => ({ value: status, label: t(`submissions.status_${status}`) })),
            },
            {
              kind: 'choice',
              key: 'category',
              label: t('submissions.filter_category'),
              multiple: true,
              choices: choices(categories),
              width: 150,
            },
            {
              kind: 'choice',
              key: 'urgency',
              label: t('submissions.filter_urgency'),
              multiple: true,
              choices: choices(urgencies),
            },
            { kind: 'days', key: 'days', label: t('submissions.filter_days') },
          ]}
        />
      </div>
    </div>
  )
}

function useColumns(tab: Scope): ListColumn<SubmissionRow>[] {
  const category = useEntryName('category')
  const isMine = tab === 'mine' || tab === 'discarded'
  return [
    {
      key: 'title',
      title: t('submissions.column_title'),
      width: 'minmax(260px, 1fr)',
      render: (row) => (
        <span className="zx-item-title">
          <ItemTags item={row} />
          <span>{row.title || t('submissions.untitled')}</span>
        </span>
      ),
    },
    {
      key: 'status',
      title: t('submissions.column_status'),
      width: '104px',
      render: (row) => <StatusTag status={row.status} />,
    },
    {
      key: 'category',
      title: t('submissions.column_category'),
      width: '116px',
      render: (row) => category(row.categoryCode),
    },
    ...(isMine
      ? []
      : [
          {
            key: 'reporter',
            title: t('submissions.column_reporter'),
            width: '110px',
            render: (row: SubmissionRow) => row.reporterName,
          },
        ]),
    {
      key: 'due',
      title: t('submissions.column_due'),
      width: '116px',
      sort: 'due',
      render: (row) => <Deadline due={row.dueAt} />,
    },
    {
      key: 'updated',
      title: t('submissions.column_updated'),
      width: '124px',
      sort: 'updated',
      descendingFirst: true,
      render: (row) => formatShort(row.updatedAt),
    },
    {
      key: 'sent',
      title: t('submissions.column_sent'),
      width: '124px',
      sort: 'sent',
      descendingFirst: true,
      render: (row) => formatShort(row.sentAt),
    },
  ]
}

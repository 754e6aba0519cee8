import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { InboxGrouping } from '../../contract/desk.ts'
import type { HandlingRow, InboxGroup } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, useGo } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { useEntryName, useOptions } from '../catalogue/index.tsx'
import { reportName } from '../submissions/index.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { formatShort } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { BatchBar } from './BatchBar.tsx'
import './desk.css'
import { HandlingPane } from './HandlingPane.tsx'
import { InboxViews } from './InboxViews.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { deskPaths } from './paths.ts'
import { useKeys } from './use-keys.ts'
import { handlingTones, handlingWord } from './words.ts'

/** The tabs in their order: the name in the address, and the group the server knows. */
const tabs: [value: string, group: InboxGroup][] = [
  ['all', 'all'],
  ['arrived', 'toReceive'],
  ['toDecide', 'toHandle'],
  ['shortlisted', 'shortlisted'],
  ['editing', 'editing'],
  ['heldBack', 'heldBack'],
  ['adopted', 'adopted'],
  ['rejected', 'rejected'],
  ['declined', 'declined'],
  ['archived', 'archived'],
]

const groupings = InboxGrouping.options

/** The chosen group of a grouping, as the server filters by it. */
function groupOf({ by, in: chosen }: Record<string, string[]>) {
  const [grouping, key] = [by?.[0], chosen?.join(',')]
  if (!grouping || !key) return {}
  if (grouping === 'topic') return { topic: key }
  if (grouping === 'unit') return { unitId: key }
  if (grouping === 'urgency') return { urgency: [key] }
  return { alikeTo: key }
}

const source: ListSource<HandlingRow> = {
  key: api.desk.inbox.key(),
  load: (ask, { cursor, limit }) =>
    client.desk.inbox({
      cursor,
      limit,
      group: tabs.find(([value]) => value === ask.tab)?.[1] ?? 'all',
      search: ask.text || undefined,
      unitId: ask.filters.unit?.[0],
      urgency: ask.filters.urgency,
      category: ask.filters.category,
      arrivedFrom: ask.filters.daysFrom?.[0],
      arrivedTo: ask.filters.daysTo?.[0],
      unread: ask.filters.read?.[0] === 'unread',
      ...groupOf(ask.filters),
      sort: (ask.filters.order?.[0] as 'due' | 'urgency' | undefined) ?? 'arrived',
    }),
}

/** 采编收件箱: the list beside the text, everything by keyboard, new items without reloading. */
export function InboxPage() {
  const open = useAddressSearch().open as string | undefined
  const [keysShown, setKeysShown] = useState(false)
  const go = useGo()
  const mayRecord = useMay('handling.edit')
  const show = (id: string) => {
    const search = new URLSearchParams(window.location.search)
    search.set('open', id)
    go(`${deskPaths.inbox}?${search}`, { replace: true })
  }
  useKeys({ '?': () => setKeysShown(true), n: mayRecord ? () => go(deskPaths.backEntry) : undefined })
  return (
    <div className="zx-page">
      <PageHeader
        title={t('desk.inbox')}
        actions={
          <>
            <InboxViews />
            <button type="button" className="zx-icon-button" onClick={() => setKeysShown(true)} aria-keyshortcuts="?">
              {t('desk.keys')} <kbd>?</kbd>
            </button>
            {mayRecord && (
              <Link to={deskPaths.backEntry} className="zx-button">
                <Icon name="plus" size={16} />
                {t('desk.back_entry')}
              </Link>
            )}
          </>
        }
      />
      <div className="zx-page-fill">
        <SplitView
          name="desk"
          initial={0.48}
          min={360}
          left={
            <div className="zx-desk-inbox">
              <Inbox open={open} show={show} />
            </div>
          }
          right={
            open ? <HandlingPane key={open} id={open} /> : <p className="zx-desk-empty">{t('desk.choose_item')}</p>
          }
        />
      </div>
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </div>
  )
}

function Inbox({ open, show }: { open: string | undefined; show: (id: string) => void }) {
  const urgencyName = useEntryName('urgency')
  const choices = (list: 'urgency' | 'category') =>
    useOptions(list).map((option) => ({ value: option.code, label: option.name }))
  const [urgencies, categories] = [choices('urgency'), choices('category')]
  const counts = useQuery(api.desk.counts.queryOptions({ input: {} })).data
  const units = useQuery(api.desk.units.queryOptions({ input: {}, staleTime: 60_000 })).data
  const address = useAddressSearch()
  const by = groupings.find((grouping) => grouping === address.by)
  const group = tabs.find(([value]) => value === address.tab)?.[1] ?? 'all'
  const grouped = useQuery({ ...api.desk.groups.queryOptions({ input: { by: by ?? 'topic', group } }), enabled: !!by })
  const columns = useMemo<ListColumn<HandlingRow>[]>(
    () => [
      {
        key: 'item',
        title: t('desk.item'),
        width: 'minmax(0, 1fr)',
        render: (row) => <ItemCell row={row} urgency={urgencyName(row.urgencyCode)} />,
      },
      {
        key: 'state',
        title: t('desk.state'),
        width: '112px',
        render: (row) => (
          <span className="zx-desk-state">
            <StateTag tone={handlingTones[row.status]}>{handlingWord(row.status)}</StateTag>
            <Deadline due={row.dueAt} />
          </span>
        ),
      },
    ],
    [urgencyName],
  )
  return (
    <DataList<HandlingRow>
      label={t('desk.inbox')}
      source={source}
      columns={columns}
      exportAs={t('desk.inbox')}
      rowKey={(row) => row.id}
      rowHeight={62}
      openKey={open}
      onOpen={(row) => show(row.id)}
      rowTone={(row) => (row.unread ? 'unread' : undefined)}
      searchHint={t('desk.search_hint')}
      empty={t('desk.inbox_empty')}
      defaultTab="all"
      tabs={tabs.map(([value, group]) => ({
        value,
        label: t(`desk.tab.${group}`),
        count: counts?.groups.find((one) => one.group === group)?.count,
      }))}
      filters={[
        {
          kind: 'choice',
          key: 'order',
          label: t('desk.order'),
          choices: [
            { value: 'due', label: t('desk.order_due') },
            { value: 'urgency', label: t('desk.order_urgency') },
          ],
          width: 84,
        },
        {
          kind: 'choice',
          key: 'by',
          label: t('desk.grouping'),
          choices: groupings.map((value) => ({ value, label: t(`desk.group_${value}`) })),
          width: 118,
        },
        ...(by
          ? [
              {
                kind: 'choice' as const,
                key: 'in',
                label: t('desk.group'),
                choices: (grouped.data?.items ?? []).map((one) => ({
                  value: one.key,
                  label: `${by === 'urgency' ? urgencyName(one.key) : one.label}（${one.count}）`,
                })),
                width: 150,
              },
            ]
          : []),
        {
          kind: 'choice',
          key: 'read',
          label: t('desk.read'),
          choices: [{ value: 'unread', label: t('desk.unread') }],
          width: 80,
        },
        {
          kind: 'choice',
          key: 'unit',
          label: t('desk.unit'),
          choices: (units?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
          width: 112,
        },
        { kind: 'choice', key: 'urgency', label: t('desk.urgency'), choices: urgencies, multiple: true, width: 98 },
        { kind: 'choice', key: 'category', label: t('desk.category'), choices: categories, multiple: true, width: 84 },
        { kind: 'days', key: 'days', label: t('desk.arrived') },
      ]}
      batch={(rows, clear) => <BatchBar rows={rows} clear={clear} />}
    />
  )
}

function ItemCell({ row, urgency }: { row: HandlingRow; urgency: string }) {
  return (
    <span className="zx-desk-item">
      <span className="zx-desk-item-title">
        {row.unread && <i className="zx-desk-dot" role="img" aria-label={t('desk.unread')} />}
        {row.urgencyCode !== 'normal' && <b className="zx-desk-urgent">{urgency}</b>}
        {row.isMajor && <b className="zx-desk-major">{t('desk.major')}</b>}
        {row.title}
      </span>
      <span className="zx-desk-item-by">
        {row.sourceUnitName}
        <span>{formatShort(row.arrivedAt)}</span>
        {row.channel !== 'system' && <span>{t('desk.back_entry_mark')}</span>}
        {row.followUpNumber !== null && <span>{reportName(row.followUpNumber, row.title.endsWith('（终报）'))}</span>}
        {row.isShared && <span>{t('desk.shared')}</span>}
      </span>
    </span>
  )
}

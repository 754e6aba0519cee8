import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { LibraryRecord } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, usePathParams } from '../app/links.tsx'
import { useEntryName } from '../catalogue/index.tsx'
import { formatDay } from '../ui/format.ts'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { addressOf } from './ask.ts'
import { ChainPanel } from './ChainPanel.tsx'
import { CollectDialog } from './CollectDialog.tsx'
import './library.css'
import { libraryPaths } from './paths.ts'
import { SimilarPanel } from './SimilarPanel.tsx'
import { TagsDialog } from './TagsDialog.tsx'
import { kindTone, kindWord, openings, stateWord } from './words.ts'

/** 资料: the text on the left, all that is known of it on the right. */
export function RecordPage() {
  const { id } = usePathParams<{ id: string }>()
  const { q } = useAddressSearch()
  const { data, error } = useQuery(api.library.record.queryOptions({ input: { id } }))
  if (error)
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
  return <Shown record={data} q={typeof q === 'string' ? q : ''} />
}

function Shown({ record, q }: { record: LibraryRecord; q: string }) {
  const [asking, setAsking] = useState<'collect' | 'tag' | null>(null)
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: addressOf({ q }), label: t('library.back') }}
        title={record.title}
        tags={
          <>
            <StateTag tone={kindTone[record.kind as keyof typeof kindTone]}>{kindWord(record.kind)}</StateTag>
            {record.kind !== 'document' && <StateTag>{stateWord(record.state)}</StateTag>}
          </>
        }
        actions={
          <>
            {openings(record.kind, record.links).map(({ to, label }) => (
              <Link key={to} to={to} className="zx-button">
                {label}
              </Link>
            ))}
            <button type="button" className="zx-button" onClick={() => setAsking('collect')}>
              {t('library.to_collection')}
            </button>
          </>
        }
      />
      <div className="zx-record">
        <article className="zx-record-text" tabIndex={0} aria-label={record.title}>
          <Text text={record.text || record.title} q={q} />
        </article>
        <div className="zx-record-side" tabIndex={0} role="region" aria-label={t('library.facts')}>
          <Facts record={record} onTag={() => setAsking('tag')} />
          <ChainPanel id={record.id} />
          <SimilarPanel record={record} />
        </div>
      </div>
      {asking === 'collect' && <CollectDialog recordIds={[record.id]} onClose={() => setAsking(null)} />}
      {asking === 'tag' && <TagsDialog record={record} onClose={() => setAsking(null)} />}
    </div>
  )
}

/** The text with the words of the search marked, as far as they stand there sign by sign. */
function Text({ text, q }: { text: string; q: string }) {
  const words = useMemo(
    () =>
      q
        .split(/[\s|｜“”"]+/u)
        .map((word) => word.replace(/^(标题|题目|title)[:：]/u, ''))
        .filter((word) => word.length > 0 && !word.startsWith('-')),
    [q],
  )
  const pattern =
    words.length > 0
      ? new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()[\]\\/-]/g, '\\$&')).join('|')})`, 'giu')
      : null
  return (
    <>
      {text.split('\n').map((paragraph, line) => (
        <p key={line}>
          {pattern
            ? paragraph.split(pattern).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part))
            : paragraph}
        </p>
      ))}
    </>
  )
}

function Facts({ record, onTag }: { record: LibraryRecord; onTag: () => void }) {
  const category = useEntryName('category')
  const rows: [string, string][] = [
    [t('library.source'), record.sourceUnitName],
    [t('library.kept_by'), record.unitName],
    [t('library.author'), record.authorName],
    [t('library.day'), formatDay(record.sortAt)],
    [t('library.publication'), record.publicationName ? `《${record.publicationName}》${record.issueLabel}` : ''],
    [t('library.number'), record.documentNumber],
    [t('library.category'), category(record.categoryCode)],
    [t('library.length'), t('library.characters', { count: record.characters })],
  ]
  const copy = async () => {
    await navigator.clipboard.writeText(record.citation)
    say.done(t('library.citation_copied'))
  }
  return (
    <section className="zx-panel">
      <h2>{t('library.facts')}</h2>
      <dl className="zx-library-facts">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {(['topics', 'places'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`library.${name}`)}</dt>
            <dd>
              {record[name].map((value) => (
                <Link
                  key={value}
                  to={addressOf({ [name === 'topics' ? 'topic' : 'place']: [value] })}
                  className="zx-tag"
                >
                  {value}
                </Link>
              ))}
              {record.actions.includes('tag') && (
                <button type="button" className="zx-link-button" onClick={onTag}>
                  {t('library.tags_edit')}
                </button>
              )}
            </dd>
          </div>
        ))}
        {record.collections.length > 0 && (
          <div>
            <dt>{t('library.collections')}</dt>
            <dd>
              {record.collections.map(({ id, name }) => (
                <Link key={id} to={libraryPaths.collection(id)}>
                  {name}
                </Link>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('library.citation')}</dt>
          <dd>
            {record.citation}{' '}
            <button type="button" className="zx-link-button" onClick={() => void copy()}>
              {t('library.copy_citation')}
            </button>
          </dd>
        </div>
      </dl>
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WordList } from '../../contract/wording.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { WordListForm } from './WordListForm.tsx'
import './wording.css'

const fresh = (): WordList => ({
  id: crypto.randomUUID(),
  name: '',
  kind: 'sensitive',
  effect: 'warn',
  active: true,
  words: [],
  version: 0,
  updatedAt: new Date().toISOString(),
  updatedByName: '',
})

/** 词表: which words stop a text and which are only pointed at. The security administrator keeps them. */
export function WordListsPage() {
  const { data, error } = useQuery(api.wording.lists.queryOptions({ refetchOnMount: 'always' }))
  const [made, setMade] = useState<WordList>()
  const [chosen, setChosen] = useState<string>()
  const lists = data?.items ?? []
  const current =
    made && !lists.some((list) => list.id === made.id) ? made : (lists.find((list) => list.id === chosen) ?? lists[0])
  const start = () => {
    const list = fresh()
    setMade(list)
    setChosen(list.id)
  }
  return (
    <div className="zx-page">
      <PageHeader
        title={t('wording.title')}
        hint={t('wording.hint')}
        actions={
          <button type="button" className="zx-button" onClick={start}>
            {t('wording.new_list')}
          </button>
        }
      />
      {error && <Refused error={error} />}
      {!data && !error && <p role="status">{t('app.loading')}</p>}
      {data && (
        <div className="zx-word-lists">
          <nav aria-label={t('wording.title')}>
            {lists.map((list) => (
              <button
                key={list.id}
                type="button"
                aria-current={list.id === current?.id}
                onClick={() => {
                  setMade(undefined)
                  setChosen(list.id)
                }}
              >
                <b>{list.name}</b>
                <span>
                  <StateTag tone={!list.active ? 'neutral' : list.effect === 'stop' ? 'red' : 'amber'}>
                    {t(list.active ? `wording.effect_${list.effect}` : 'wording.inactive')}
                  </StateTag>{' '}
                  <span className="zx-quiet">{t('wording.word_count', { count: list.words.length })}</span>
                </span>
              </button>
            ))}
            {lists.length === 0 && <p className="zx-quiet">{t('wording.none')}</p>}
          </nav>
          {current && <WordListForm key={`${current.id} ${current.version}`} list={current} />}
        </div>
      )}
    </div>
  )
}

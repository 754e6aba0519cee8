import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { LibraryRecord } from '../../contract/library.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'

/** 标引 by hand. */
export function TagsDialog({ record, onClose }: { record: LibraryRecord; onClose: () => void }) {
  const { data } = useQuery(api.library.options.queryOptions({ input: {}, staleTime: 300_000 }))
  const [topics, setTopics] = useState(record.topics)
  const [places, setPlaces] = useState(record.places)
  const [problem, setProblem] = useState<unknown>(null)
  const save = async () => {
    try {
      await client.library.tagRecord({ id: record.id, topics, places })
      say.done(t('library.tags_saved'))
      await refetchModules('library')
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  const choice = (label: string, value: string[], set: (value: string[]) => void, names: string[]) => (
    <div className="zx-label">
      <span>{label}</span>
      <Select
        mode="multiple"
        aria-label={label}
        value={value}
        onChange={set}
        options={names.map((name) => ({ value: name, label: name }))}
        getPopupContainer={(node) => node.closest('dialog') ?? document.body}
        style={{ width: '100%' }}
      />
    </div>
  )
  return (
    <Dialog
      title={t('library.tags_title')}
      confirm={t('library.tags_edit')}
      onConfirm={() => void save()}
      onCancel={onClose}
      width={520}
    >
      <p>{t('library.tags_hint')}</p>
      {choice(t('library.topics'), topics, setTopics, data?.topics ?? record.topics)}
      {choice(t('library.places'), places, setPlaces, data?.places ?? record.places)}
      {problem !== null && <Refused error={problem} />}
    </Dialog>
  )
}

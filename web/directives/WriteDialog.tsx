import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import './directives.css'
import { recordWords } from './record-words.ts'
import { useAct } from './use-act.ts'
import { WordsFields, isWritten, noWords } from './WordsFields.tsx'

export interface WriteDialogProps {
  adoptionId: string
  title: string
  /** What was marked in the text when the pen was taken up. */
  passage: string
  onClose: () => void
}

/** 写批示: a leader on what he reads, or who records for him. */
export default function WriteDialog({ adoptionId, title, passage, onClose }: WriteDialogProps) {
  const id = useId()
  const [words, setWords] = useState(() => noWords(passage))
  const [chosen, setChosen] = useState('')
  const writers = useQuery(api.directives.writers.queryOptions())
  const others = writers.data?.items.filter((one) => !one.isMe) ?? []
  const me = writers.data?.items.find((one) => one.isMe)
  const leaderId = me && chosen === '' ? null : chosen || (others[0]?.id ?? '')
  const write = useAct(() => recordWords(words, { leaderId, source: { kind: 'issue', adoptionId } }), {
    inline: true,
    done: t('directives.recorded'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('directives.write_on', { title })}
      confirm={t('directives.hand_in')}
      width={780}
      busy={write.isPending}
      disabled={!isWritten(words) || leaderId === ''}
      onConfirm={() => write.mutate(undefined)}
      onCancel={onClose}
    >
      {others.length > 0 && (
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={id}>
            {t('directives.leader')}
          </label>
          <select id={id} className="zx-input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {me && <option value="">{t('directives.myself', { name: me.name })}</option>}
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {t('directives.on_behalf_of', { name: `${one.name} ${one.title}` })}
              </option>
            ))}
          </select>
        </div>
      )}
      <WordsFields words={words} onChange={setWords} withDay={leaderId !== null} />
      <Refused error={write.error ?? writers.error} />
    </Dialog>
  )
}

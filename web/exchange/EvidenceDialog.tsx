import { useId, useState } from 'react'
import type { LineDetail } from '../../contract/exchange.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useEvidence } from './use-evidence.ts'

const directions = ['sent', 'received'] as const

/** 导出存证: the receipt chain of a line, in one direction, from one number to another. */
export function EvidenceDialog({ line, onClose }: { line: LineDetail; onClose: () => void }) {
  const [direction, setDirection] = useState<(typeof directions)[number]>('sent')
  const [from, setFrom] = useState('1')
  const [to, setTo] = useState('')
  const id = useId()
  const evidence = useEvidence(line.id, onClose)
  const first = Number(from)
  const last = to === '' ? undefined : Number(to)
  const isRange = first >= 1 && (last === undefined || last >= first)
  return (
    <Dialog
      title={t('exchange.do_exportEvidence')}
      confirm={t('exchange.do_exportEvidence')}
      busy={evidence.isPending}
      disabled={!isRange}
      width={520}
      onConfirm={() => evidence.mutate({ direction, from: first, to: last })}
      onCancel={onClose}
    >
      <p>{t('exchange.hint_exportEvidence')}</p>
      <fieldset className="zx-line-choice">
        <legend>{t('exchange.direction')}</legend>
        {directions.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${id}-direction`}
              checked={direction === each}
              onChange={() => setDirection(each)}
            />{' '}
            {t(`exchange.direction_${each}`)}
          </label>
        ))}
      </fieldset>
      <div className="zx-line-range">
        <Numbered id={`${id}-from`} label={t('exchange.from_number')} value={from} onChange={setFrom} />
        <Numbered id={`${id}-to`} label={t('exchange.to_number')} value={to} onChange={setTo} />
        <span className="zx-quiet">{t('exchange.to_the_end')}</span>
      </div>
      <Refused error={evidence.error} />
    </Dialog>
  )
}

function Numbered(props: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  return (
    <span>
      <label className="zx-label" htmlFor={props.id}>
        {props.label}
      </label>
      <input
        id={props.id}
        className="zx-input"
        type="number"
        min={1}
        step={1}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </span>
  )
}

import { useState } from 'react'
import type { Directive, DirectiveAction } from '../../contract/directives.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { ActDialog } from './ActDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { TransferDialog } from './TransferDialog.tsx'

const primary: DirectiveAction[] = ['transfer', 'report', 'answer', 'close', 'archive']

/** What may be done with the directive now. */
export function DirectiveActs({ directive }: { directive: Directive }) {
  const [act, setAct] = useState<DirectiveAction | 'direct'>()
  const close = () => setAct(undefined)
  const isGiven = directive.assignments.some((part) => part.status !== 'withdrawn')
  // once it is transferred, more units are the exception
  const first = primary.find((one) => directive.actions.includes(one) && !(one === 'transfer' && isGiven))
  return (
    <>
      <a className="zx-button" href={`/directives/${directive.id}/pdf`} target="_blank" rel="noreferrer">
        <Icon name="print" size={16} />
        {t('directives.slip')}
      </a>
      <a className="zx-button" href={`/directives/${directive.id}/docx`}>
        Word
      </a>
      {directive.actions.map((one) => (
        <button
          key={one}
          type="button"
          className={one === first ? 'zx-button primary' : 'zx-button'}
          onClick={() => setAct(one)}
        >
          {one === 'transfer' && isGiven ? t('directives.transfer_more') : t(`directives.do_${one}`)}
        </button>
      ))}
      {directive.actions.includes('answer') && (
        <button type="button" className="zx-button" onClick={() => setAct('direct')}>
          {t('directives.direct_anew')}
        </button>
      )}
      {act === 'transfer' && <TransferDialog directive={directive} onClose={close} />}
      {act === 'edit' && <EditDialog directive={directive} onClose={close} />}
      {act && act !== 'transfer' && act !== 'edit' && <Simple directive={directive} act={act} onClose={close} />}
    </>
  )
}

type SimpleAct = Exclude<DirectiveAction, 'transfer' | 'edit'> | 'direct'

function Simple({ directive, act, onClose }: { directive: Directive; act: SimpleAct; onClose: () => void }) {
  const { id } = directive
  const area = (key: string, label: string, required: boolean, max = 500, initial = '') =>
    ({ key, label, kind: 'area', required, max, initial }) as const
  const forms = {
    report: {
      fields: [area('text', t('directives.result'), true, 4000, resultFrom(directive))],
      run: ({ text }: Record<string, string>) => client.directives.report({ id, result: text! }),
    },
    answer: {
      fields: [area('text', t('directives.leader_words'), false, 2000)],
      run: ({ text }: Record<string, string>) => client.directives.answer({ id, text: text!, isNew: false }),
    },
    direct: {
      fields: [area('text', t('directives.new_words'), true, 2000)],
      run: ({ text }: Record<string, string>) => client.directives.answer({ id, text: text!, isNew: true }),
    },
    close: {
      fields: [area('text', t('directives.close_note'), false)],
      run: ({ text }: Record<string, string>) => client.directives.close({ id, note: text! }),
    },
    archive: { fields: [], run: () => client.directives.archive({ id }) },
    void: {
      fields: [area('text', t('directives.void_reason'), true)],
      run: ({ text }: Record<string, string>) => client.directives.void({ id, reason: text! }),
    },
  }
  const name = act === 'direct' ? t('directives.direct_anew') : t(`directives.do_${act}`)
  return (
    <ActDialog
      title={name}
      confirm={name}
      danger={act === 'void'}
      proven={act === 'close'}
      done={t('directives.done')}
      onClose={onClose}
      {...forms[act]}
    >
      <p>
        {directive.label}　{directive.itemTitle}
      </p>
      {act === 'archive' && <p>{t('directives.archive_what')}</p>}
      {act === 'direct' && <p>{t('directives.direct_what')}</p>}
    </ActDialog>
  )
}

/** The report to the leader begins with what the units have answered. */
const resultFrom = (directive: Directive): string =>
  directive.assignments
    .filter((part) => part.status === 'accepted')
    .map((part) => `${part.unitName}：${part.feedback.findLast((one) => one.kind === 'final')?.situation ?? ''}`)
    .join('\n')

import { useState } from 'react'
import type { Assignment, AssignmentAction } from '../../contract/directives.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { dayOf, formatDay, formatShort } from '../ui/format.ts'
import { ActDialog } from './ActDialog.tsx'
import type { ActField } from './ActDialog.tsx'
import { FeedbackView } from './FeedbackView.tsx'
import { InspectionList } from './InspectionList.tsx'
import { LightTag } from './LightTag.tsx'
import { Milestones } from './Milestones.tsx'
import { partTones, partWord } from './words.ts'

/** One unit's part as its giver sees it: where it stands, what came back, and what may be done now. */
export function AssignmentCard({ part }: { part: Assignment }) {
  const [act, setAct] = useState<AssignmentAction | 'decline'>()
  const { extension } = part
  const plain = part.actions.filter((one) => one !== 'decideExtension')
  return (
    <section className="zx-part zx-panel" aria-label={part.unitName}>
      <header>
        <h3>{part.unitName}</h3>
        <StateTag tone={part.role === 'lead' ? 'violet' : 'neutral'}>{t(`directives.role_${part.role}`)}</StateTag>
        <StateTag tone={partTones[part.status]}>{partWord(part.status)}</StateTag>
        {part.dueAt && part.light !== 'green' && <LightTag light={part.light} />}
        {part.urgedCount > 0 && (
          <span className="zx-quiet">
            {t('directives.urged_times', { count: part.urgedCount, at: formatShort(part.lastUrgedAt) })}
          </span>
        )}
        <span className="zx-part-acts">
          {plain.map((one) => (
            <button key={one} type="button" className="zx-button small" onClick={() => setAct(one)}>
              {t(`directives.act_${one}`)}
            </button>
          ))}
        </span>
      </header>
      <p className="zx-part-requirement">{part.requirement}</p>
      <Milestones milestones={part.milestones} />
      {part.signedForAt && (
        <p className="zx-quiet">
          {t('directives.signed_for_by', { name: part.signedForByName ?? '', at: formatShort(part.signedForAt) })}
        </p>
      )}
      {extension && (
        <div className="zx-extension">
          <b>{t('directives.extension_until', { day: formatDay(extension.until) })}</b>
          <span>
            {t('directives.extension_why', { reason: extension.reason, plan: extension.plan })}
            {extension.note && `　${t('directives.opinion')}：${extension.note}`}
          </span>
          {extension.decision ? (
            <StateTag tone={extension.decision === 'approved' ? 'green' : 'red'}>
              {t(`directives.extension_${extension.decision}`)}
            </StateTag>
          ) : (
            part.actions.includes('decideExtension') && (
              <span className="zx-part-acts">
                <button type="button" className="zx-button small primary" onClick={() => setAct('decideExtension')}>
                  {t('directives.approve')}
                </button>
                <button type="button" className="zx-button small" onClick={() => setAct('decline')}>
                  {t('directives.decline')}
                </button>
              </span>
            )
          )}
        </div>
      )}
      {part.below.length > 0 && (
        <p className="zx-below">
          {t('directives.below')}
          {part.below.map((one) => (
            <StateTag key={one.name} tone={partTones[one.status]}>
              {one.name} · {partWord(one.status)}
            </StateTag>
          ))}
        </p>
      )}
      <InspectionList inspections={part.inspections} />
      {part.feedback.toReversed().map((one) => (
        <FeedbackView
          key={one.id}
          feedback={one}
          print={{ pdf: `/directive-feedback/${one.id}/pdf`, docx: `/directive-feedback/${one.id}/docx` }}
        />
      ))}
      {act && <PartDialog part={part} act={act} onClose={() => setAct(undefined)} />}
    </section>
  )
}

type Act = AssignmentAction | 'decline'

/** What each act asks for, and what it does. */
function PartDialog({ part, act, onClose }: { part: Assignment; act: Act; onClose: () => void }) {
  const id = part.id
  const area = (key: string, label: string, required = false, max = 500): ActField => ({
    key,
    label,
    kind: 'area',
    required,
    max,
  })
  const today = dayOf(new Date())
  const forms: Record<Act, { fields: ActField[]; run: (values: Record<string, string>) => Promise<unknown> }> = {
    urge: {
      fields: [area('text', t('directives.urge_text'))],
      run: ({ text }) => client.directives.urge({ id, text: text! }),
    },
    inspect: {
      fields: [
        { key: 'inspectedOn', label: t('directives.inspected_on'), kind: 'day', required: true, initial: today },
        { key: 'inspectors', label: t('directives.inspectors'), kind: 'line', required: true, max: 100 },
        area('findings', t('directives.findings'), true, 2000),
        area('demands', t('directives.demands'), false, 1000),
      ],
      run: ({ inspectedOn, inspectors, findings, demands }) =>
        client.directives.inspect({
          id,
          inspectedOn: inspectedOn!,
          inspectors: inspectors!,
          findings: findings!,
          demands: demands!,
        }),
    },
    decideExtension: {
      fields: [area('note', t('directives.opinion'))],
      run: ({ note }) => client.directives.decideExtension({ id, approve: true, note: note! }),
    },
    decline: {
      fields: [area('note', t('directives.opinion'), true)],
      run: ({ note }) => client.directives.decideExtension({ id, approve: false, note: note! }),
    },
    accept: {
      fields: [area('note', t('directives.opinion'))],
      run: ({ note }) => client.directives.accept({ id, note: note! }),
    },
    redo: {
      fields: [
        area('reason', t('directives.redo_reason'), true),
        { key: 'dueOn', label: t('directives.redo_due'), kind: 'day', required: true },
      ],
      run: ({ reason, dueOn }) => client.directives.redo({ id, reason: reason!, dueOn: dueOn! }),
    },
    withdraw: {
      fields: [area('reason', t('directives.withdraw_reason'), true)],
      run: ({ reason }) => client.directives.withdraw({ id, reason: reason! }),
    },
  }
  const name = act === 'decline' ? t('directives.decline') : t(`directives.act_${act}`)
  return (
    <ActDialog
      title={`${name}　${part.unitName}`}
      confirm={name}
      danger={act === 'withdraw' || act === 'redo'}
      done={t('directives.done')}
      onClose={onClose}
      {...forms[act]}
    />
  )
}

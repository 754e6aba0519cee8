import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { Span } from '../../contract/calendar.ts'
import type { DirectiveRules, Leader } from '../../contract/directives.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './directives.css'
import { LeaderDialog } from './LeaderDialog.tsx'
import { directivePaths } from './paths.ts'
import { SpanInput } from './SpanInput.tsx'
import { useAct } from './use-act.ts'

/** 办理规则: the rhythm (13710), the reminders, the lights, and the leaders of the office with who records for them. */
export function RulesPage() {
  const shown = useQuery(api.directives.rules.queryOptions({ input: {} }))
  const [leader, setLeader] = useState<Leader>()
  return (
    <div className="zx-page">
      <PageHeader
        title={t('directives.rules')}
        back={{ to: directivePaths.ledger, label: t('directives.ledger') }}
        hint={t('directives.rules_hint')}
      />
      <div className="zx-page-body">
        <Refused error={shown.error} />
        {shown.isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {shown.data && (
          <div className="zx-rules">
            <RulesForm
              key={JSON.stringify(shown.data.rules)}
              rules={shown.data.rules}
              mayChange={shown.data.mayChange}
            />
            <section className="zx-panel" aria-label={t('directives.leaders')}>
              <h2>
                {t('directives.leaders')}
                {shown.data.mayChange && (
                  <button
                    type="button"
                    className="zx-button small"
                    onClick={() =>
                      setLeader({
                        id: v7(),
                        name: '',
                        title: '',
                        rank: 'city',
                        personId: null,
                        secretaries: [],
                        active: true,
                      })
                    }
                  >
                    {t('directives.add_leader')}
                  </button>
                )}
              </h2>
              {shown.data.leaders.length === 0 && <p className="zx-quiet">{t('directives.no_leaders')}</p>}
              <ul className="zx-leaders">
                {shown.data.leaders.map((one) => (
                  <li key={one.id}>
                    <b>{one.name}</b>
                    <span>{one.title}</span>
                    <StateTag>{t(`directives.rank_${one.rank}`)}</StateTag>
                    {!one.active && <StateTag tone="neutral">{t('directives.inactive')}</StateTag>}
                    <span className="zx-quiet">
                      {one.secretaries.length > 0 &&
                        t('directives.secretaries_are', {
                          names: one.secretaries.map((person) => person.name).join('、'),
                        })}
                    </span>
                    {shown.data.mayChange && (
                      <button type="button" className="zx-link-button" onClick={() => setLeader(one)}>
                        {t('directives.change')}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          </div>
        )}
      </div>
      {leader && <LeaderDialog leader={leader} onClose={() => setLeader(undefined)} />}
    </div>
  )
}

function RulesForm({ rules: given, mayChange }: { rules: DirectiveRules; mayChange: boolean }) {
  const [rules, setRules] = useState(given)
  const save = useAct(() => client.directives.saveRules({ rules }), { inline: true, done: t('directives.saved') })
  const setStep = (at: number, change: Partial<DirectiveRules['steps'][number]>) =>
    setRules({ ...rules, steps: rules.steps.map((step, place) => (place === at ? { ...step, ...change } : step)) })
  const number = (label: string, value: number, change: (value: number) => void) => (
    <label className="zx-rule-line">
      <span>{label}</span>
      <input
        className="zx-input"
        type="number"
        value={value}
        disabled={!mayChange}
        onChange={(event) => change(Math.round(Number(event.target.value)))}
      />
      {t('directives.hours')}
    </label>
  )
  const wait = (key: 'transfer' | 'review' | 'answer') => (
    <div className="zx-rule-line">
      <span>{t(`directives.wait_${key}`)}</span>
      <SpanInput
        label={t(`directives.wait_${key}`)}
        span={rules[key]}
        disabled={!mayChange}
        onChange={(span: Span) => setRules({ ...rules, [key]: span })}
      />
    </div>
  )
  return (
    <section className="zx-panel" aria-label={t('directives.rhythm')}>
      <h2>{t('directives.rhythm')}</h2>
      {wait('transfer')}
      {rules.steps.map((step, at) => (
        <div key={at} className="zx-rule-line">
          <input
            className="zx-input"
            aria-label={t('directives.step_name')}
            value={step.name}
            maxLength={30}
            disabled={!mayChange}
            onChange={(event) => setStep(at, { name: event.target.value })}
          />
          <select
            className="zx-input"
            aria-label={t('directives.step_expects')}
            value={step.expects}
            disabled={!mayChange || step.expects === 'final'}
            onChange={(event) => setStep(at, { expects: event.target.value as 'feedback' })}
          >
            {(step.expects === 'final' ? (['final'] as const) : (['signFor', 'feedback'] as const)).map((one) => (
              <option key={one} value={one}>
                {t(`directives.expects_${one}`)}
              </option>
            ))}
          </select>
          <SpanInput
            label={step.name}
            span={step.span}
            disabled={!mayChange}
            onChange={(span) => setStep(at, { span })}
          />
          {mayChange && step.expects !== 'final' && (
            <button
              type="button"
              className="zx-link-button"
              onClick={() => setRules({ ...rules, steps: rules.steps.filter((_, place) => place !== at) })}
            >
              {t('directives.remove')}
            </button>
          )}
        </div>
      ))}
      {mayChange && rules.steps.length < 12 && (
        <button
          type="button"
          className="zx-link-button"
          onClick={() =>
            setRules({
              ...rules,
              steps: [
                ...rules.steps.slice(0, -1),
                {
                  name: t('directives.new_step'),
                  expects: 'feedback',
                  span: { amount: 14, unit: 'days', count: 'working' },
                },
                ...rules.steps.slice(-1),
              ],
            })
          }
        >
          {t('directives.add_step')}
        </button>
      )}
      {wait('review')}
      {wait('answer')}
      <h3>{t('directives.reminders')}</h3>
      {number(t('directives.remind_before'), rules.remindBeforeHours, (remindBeforeHours) =>
        setRules({ ...rules, remindBeforeHours }),
      )}
      {number(t('directives.remind_every'), rules.remindEveryHours, (remindEveryHours) =>
        setRules({ ...rules, remindEveryHours }),
      )}
      <h3>{t('directives.light_rules')}</h3>
      {(['yellow', 'orange', 'red'] as const).map((light) => (
        <div key={light}>
          {number(t(`directives.light_from_${light}`), rules.lights[light], (value) =>
            setRules({ ...rules, lights: { ...rules.lights, [light]: value } }),
          )}
        </div>
      ))}
      <p className="zx-quiet">{t('directives.lights_hint')}</p>
      <Refused error={save.error} />
      {mayChange && (
        <p>
          <button
            type="button"
            className="zx-button primary"
            disabled={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            {t('directives.save')}
          </button>
        </p>
      )}
    </section>
  )
}

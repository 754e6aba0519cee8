import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { RecipientGroup, ReminderRule } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { cataloguePaths, useOptions } from '../catalogue/index.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import './commissions.css'
import { GroupDialog } from './GroupDialog.tsx'
import { commissionPaths } from './paths.ts'
import { useAct } from './use-act.ts'

/** 常用范围 and 自动提醒: what an office keeps as data. */
export function SettingsPage() {
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: commissionPaths.list, label: t('commissions.back_list') }}
        title={t('commissions.settings')}
      />
      <div className="zx-page-body zx-commission-view">
        <Groups />
        <Reminders />
        <Marks />
      </div>
    </div>
  )
}

/** The marks one may give to an answer; they are kept where all lists of the office are. */
function Marks() {
  const marks = useOptions('answerQuality')
  const mayKeep = useMay('catalogue.manage')
  return (
    <section className="zx-panel" aria-label={t('commissions.marks_title')}>
      <header className="zx-commission-head">
        <h2>{t('commissions.marks_title')}</h2>
        {mayKeep && <Link to={`${cataloguePaths.catalogue}?list=answerQuality`}>{t('commissions.marks_keep')}</Link>}
      </header>
      <p>{marks.map((mark) => mark.name).join('　')}</p>
    </section>
  )
}

function Groups() {
  const { data, error } = useQuery(api.commissions.groups.queryOptions({ input: {} }))
  const [editing, setEditing] = useState<RecipientGroup | 'new'>()
  return (
    <section className="zx-panel" aria-label={t('commissions.groups_title')}>
      <header className="zx-commission-head">
        <h2>{t('commissions.groups_title')}</h2>
        {data?.mayChange && (
          <button type="button" className="zx-button" onClick={() => setEditing('new')}>
            <Icon name="plus" size={16} />
            {t('commissions.group_new')}
          </button>
        )}
      </header>
      <p className="zx-quiet">{t('commissions.groups_hint')}</p>
      <Refused error={error} />
      <ul className="zx-commission-groups">
        {data?.items.map((group) => (
          <li key={group.id}>
            <button type="button" disabled={!data.mayChange} onClick={() => setEditing(group)}>
              <b>{group.name}</b>
              <span>
                {`${t(group.kind === 'rule' ? 'commissions.group_rule' : 'commissions.group_list')}　`}
                {t('commissions.group_units', { count: group.units.length })}
                {!group.active && `　${t('commissions.group_off')}`}
              </span>
              <small>{group.units.map((unit) => unit.name).join('、')}</small>
            </button>
          </li>
        ))}
      </ul>
      {data && editing && (
        <GroupDialog group={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </section>
  )
}

function Reminders() {
  const { data, error } = useQuery(api.commissions.reminderRules.queryOptions({ input: {} }))
  const [rules, setRules] = useState<ReminderRule[]>([])
  useEffect(() => {
    if (data) setRules(data.rules)
  }, [data])
  const save = useAct(() => client.commissions.saveReminderRules({ rules }), {
    done: t('commissions.rules_saved'),
    inline: true,
  })
  const change = (at: number, part: Partial<ReminderRule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  return (
    <section className="zx-panel" aria-label={t('commissions.rules_title')}>
      <header className="zx-commission-head">
        <h2>{t('commissions.rules_title')}</h2>
        {data?.mayChange && (
          <span className="zx-row">
            <button
              type="button"
              className="zx-button"
              onClick={() => setRules([...rules, { offsetHours: -48, text: '', active: true }])}
            >
              <Icon name="plus" size={16} />
              {t('commissions.rule_add')}
            </button>
            <button
              type="button"
              className="zx-button primary"
              disabled={save.isPending || rules.some((rule) => rule.text.trim() === '')}
              onClick={() => save.mutate(undefined)}
            >
              {t('commissions.rules_save')}
            </button>
          </span>
        )}
      </header>
      <p className="zx-quiet">
        {t('commissions.rules_hint')}
        {data && !data.isOwn && t('commissions.rules_default')}
      </p>
      <Refused error={error ?? save.error} />
      <ul className="zx-commission-rules">
        {rules.map((rule, at) => (
          <li key={at}>
            <select
              className="zx-input"
              aria-label={t('commissions.rule_when')}
              value={rule.offsetHours < 0 ? 'before' : 'after'}
              onChange={(event) =>
                change(at, { offsetHours: Math.abs(rule.offsetHours) * (event.target.value === 'before' ? -1 : 1) })
              }
            >
              <option value="before">{t('commissions.rule_before')}</option>
              <option value="after">{t('commissions.rule_after')}</option>
            </select>
            <input
              className="zx-input"
              type="number"
              min={1}
              max={2400}
              aria-label={t('commissions.rule_hours')}
              value={Math.abs(rule.offsetHours)}
              onChange={(event) =>
                change(at, { offsetHours: Math.max(1, Number(event.target.value)) * (rule.offsetHours < 0 ? -1 : 1) })
              }
            />
            <span>{t('commissions.rule_hours')}</span>
            <input
              className="zx-input"
              maxLength={300}
              aria-label={t('commissions.rule_text')}
              value={rule.text}
              onChange={(event) => change(at, { text: event.target.value })}
            />
            <label className="zx-check">
              <input
                type="checkbox"
                checked={rule.active}
                onChange={(event) => change(at, { active: event.target.checked })}
              />
              {t('commissions.group_active')}
            </label>
            <button
              type="button"
              className="zx-icon-button"
              aria-label={t('commissions.rule_remove')}
              onClick={() => setRules(rules.filter((_rule, index) => index !== at))}
            >
              <Icon name="trash" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <p className="zx-quiet">{t('commissions.remind_text_hint')}</p>
    </section>
  )
}

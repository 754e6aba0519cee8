import { useMutation } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitAction, UnitChange, UnitDetail } from '../../contract/organisations.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { formatDay } from '../ui/format.ts'
import { saveText } from './download.ts'
import { organisationPaths } from './paths.ts'
import { EditUnitDialog, FoundUnitDialog } from './UnitForms.tsx'
import { AbolishUnitDialog, MergeUnitDialog, MoveUnitDialog, RenameUnitDialog } from './UnitChangeForms.tsx'

const acts = ['addChild', 'edit', 'rename', 'move', 'merge', 'abolish'] as const satisfies readonly UnitAction[]
type Act = (typeof acts)[number]

/** A unit: facts, what may be done, and its history. */
export function UnitPane({ unit, chosen }: { unit: UseQueryResult<UnitDetail, unknown>; chosen: boolean }) {
  if (!chosen) return <p className="zx-tree-note">{t('organisations.choose_unit_hint')}</p>
  if (unit.isError)
    return (
      <div className="zx-tree-note">
        <Refused error={unit.error} />
        <button type="button" className="zx-button" onClick={() => void unit.refetch()}>
          {t('app.retry')}
        </button>
      </div>
    )
  if (!unit.data) return <p className="zx-tree-note">{t('app.loading')}</p>
  return <Shown key={unit.data.id} unit={unit.data} />
}

function Shown({ unit }: { unit: UnitDetail }) {
  const [act, setAct] = useState<Act>()
  const refusal = useRefusal()
  const go = useGo()
  const exportIt = useMutation(
    api.organisations.exportUnits.mutationOptions({
      onError: refusal.show,
      onSuccess: ({ fileName, csv }) => saveText(fileName, csv),
    }),
  )
  const close = () => setAct(undefined)
  return (
    <div className="zx-pane">
      <section className="zx-panel">
        <div className="zx-trail">
          {unit.above.map((above) => (
            <span key={above.id}>
              <Link to={organisationPaths.unit(above.id)}>{above.shortName}</Link> ›
            </span>
          ))}
        </div>
        <div className="zx-pane-head">
          <h2>{unit.name}</h2>
          {unit.isOffice && <StateTag tone="blue">{t('organisations.office')}</StateTag>}
          {unit.validTo && <StateTag>{t('organisations.ended_on', { day: formatDay(unit.validTo) })}</StateTag>}
        </div>
        <div className="zx-pane-acts">
          {acts
            .filter((one) => unit.actions.includes(one))
            .map((one) => (
              <button key={one} type="button" className="zx-button" onClick={() => setAct(one)}>
                {t(`organisations.do_${one}`)}
              </button>
            ))}
          {unit.actions.includes('import') && (
            <button
              type="button"
              className="zx-button"
              disabled={exportIt.isPending}
              onClick={() => exportIt.mutate({ unitId: unit.id })}
            >
              {t('organisations.do_export')}
            </button>
          )}
        </div>
      </section>
      <section className="zx-panel">
        <Facts unit={unit} />
      </section>
      <section className="zx-panel">
        <h2>{t('organisations.history')}</h2>
        <Timeline
          entries={unit.history.toReversed().map((change) => ({
            key: change.id,
            at: change.recordedAt,
            title: `${formatDay(change.effectiveOn)}　${t(`organisations.change_${change.kind}`)}${detailOf(change)}`,
            by: [change.basis, change.recordedByName].filter(Boolean).join('　'),
          }))}
        />
      </section>
      {act === 'addChild' && (
        <FoundUnitDialog
          parent={unit}
          onClose={close}
          onFounded={(id) => {
            close()
            go(organisationPaths.unit(id))
          }}
        />
      )}
      {act === 'edit' && <EditUnitDialog unit={unit} onClose={close} />}
      {act === 'rename' && <RenameUnitDialog unit={unit} onClose={close} />}
      {act === 'move' && <MoveUnitDialog unit={unit} onClose={close} />}
      {act === 'merge' && <MergeUnitDialog unit={unit} onClose={close} />}
      {act === 'abolish' && <AbolishUnitDialog unit={unit} onClose={close} />}
    </div>
  )
}

function Facts({ unit }: { unit: UnitDetail }) {
  return (
    <dl className="zx-fact-list">
      <dt>{t('organisations.code')}</dt>
      <dd>{unit.code}</dd>
      <dt>{t('organisations.short_name')}</dt>
      <dd>{unit.shortName}</dd>
      <dt>{t('organisations.kind')}</dt>
      <dd>{t(`organisations.kind_${unit.kind}`)}</dd>
      {unit.governmentName && (
        <>
          <dt>{t('organisations.government')}</dt>
          <dd>{unit.governmentName}</dd>
        </>
      )}
      {unit.phone && (
        <>
          <dt>{t('organisations.phone')}</dt>
          <dd>{unit.phone}</dd>
        </>
      )}
      <dt>{t('organisations.founded_on')}</dt>
      <dd>{formatDay(unit.validFrom)}</dd>
      {unit.validTo && (
        <>
          <dt>{t('organisations.ended')}</dt>
          <dd>{formatDay(unit.validTo)}</dd>
        </>
      )}
      {unit.mergedInto && (
        <>
          <dt>{t('organisations.merged_into')}</dt>
          <dd>
            <Link to={organisationPaths.unit(unit.mergedInto.id)}>{unit.mergedInto.name}</Link>
          </dd>
        </>
      )}
      <dt>{t('organisations.children_count')}</dt>
      <dd>{unit.childCount}</dd>
      <dt>{t('organisations.people_count')}</dt>
      <dd>
        {unit.personCount}　<Link to={organisationPaths.directoryOf(unit.id)}>{t('organisations.show_people')}</Link>
      </dd>
    </dl>
  )
}

function detailOf({ kind, before, after }: UnitChange): string {
  if (kind === 'renamed') return `：${t('organisations.renamed_from', { name: String(before['name'] ?? '') })}`
  if (kind === 'moved') return `：${t('organisations.moved_to', { name: String(after['parentName'] ?? '') })}`
  if (kind === 'merged' && after['intoName'])
    return `：${t('organisations.merged_to', { name: String(after['intoName']) })}`
  return ''
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Scheme } from '../../contract/assessment-scheme.ts'
import type { SchemeAction, SchemeVersion } from '../../contract/assessment.ts'
import { api, client, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { useOptions } from '../catalogue/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { dayOf, formatDay } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { assessmentPaths } from './paths.ts'
import type { Lists } from './scheme/MatchFields.tsx'
import { SchemeForm } from './scheme/SchemeForm.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { useAct } from './use-act.ts'
import { eventWord, schemeTones } from './words.ts'
import './assessment.css'

/** One version of the scheme: the forms, and beside them what they say in sentences. */
export function SchemePage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.assessment.scheme.queryOptions({ input: { id } }))
  if (!data)
    return (
      <div className="zx-page">
        <PageHeader
          title={t('assessment.menu_schemes')}
          back={{ to: assessmentPaths.schemes, label: t('assessment.menu_schemes') }}
        />
        <div className="zx-page-body">
          <Refused error={error} />
          {!error && <p className="zx-quiet">{t('app.loading')}</p>}
        </div>
      </div>
    )
  return <SchemeEditor key={data.id} scheme={data} />
}

function useLists(officeId: string): Lists {
  const options = useQuery(
    api.publications.options.queryOptions({ input: { officeId }, staleTime: 60_000, retry: false }),
  )
  const units = useQuery(
    api.organisations.unitOptions.queryOptions({ input: { parentId: officeId, limit: 200 }, staleTime: 60_000 }),
  )
  const modes = useOptions('adoptionMode', officeId)
  const genres = useOptions('genre', officeId)
  const publications = options.data?.publications ?? []
  const named = (name: string) => ({ value: name, label: name })
  return {
    publications: publications.map((one) => named(one.name)),
    columns: [...new Set(publications.flatMap((one) => one.columns.map((column) => column.name)))].map(named),
    modes: modes.map((one) => ({ value: one.code, label: one.name })),
    genres: genres.map((one) => ({ value: one.code, label: one.name })),
    units: (units.data?.items ?? []).map((one) => named(one.shortName)),
  }
}

function SchemeEditor({ scheme }: { scheme: SchemeVersion }) {
  const lists = useLists(scheme.officeId)
  const mayEdit = scheme.actions.includes('save')
  const [content, setContent] = useState(scheme.content)
  const [version, setVersion] = useState(scheme.version)
  const dirty = JSON.stringify(content) !== JSON.stringify(scheme.content)
  const check = Scheme.safeParse(content)
  const says = useExplanation(check.success ? content : undefined, scheme)
  const save = useAct(() => client.assessment.saveScheme({ id: scheme.id, version, name: content.title, content }), {
    done: t('assessment.saved'),
    inline: true,
    after: (saved) => {
      setContent(saved.content)
      setVersion(saved.version)
    },
  })
  // what somebody else saved shows at once where nothing was typed
  useEffect(() => {
    if (scheme.version > version && !dirty) {
      setContent(scheme.content)
      setVersion(scheme.version)
    }
  }, [scheme, version, dirty])
  const exportFile = async () => {
    const { fileName, file } = await client.assessment.exportScheme({ id: scheme.id })
    const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = fileName
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  return (
    <div className="zx-page">
      <PageHeader
        title={scheme.name}
        back={{ to: assessmentPaths.schemes, label: t('assessment.menu_schemes') }}
        tags={
          <>
            <StateTag>{t('assessment.version_number', { number: scheme.number })}</StateTag>
            <StateTag tone={schemeTones[scheme.status]}>{t(`assessment.scheme_${scheme.status}`)}</StateTag>
          </>
        }
        hint={
          scheme.validFrom
            ? t('assessment.valid_span', {
                from: formatDay(scheme.validFrom),
                to: scheme.validTo ? formatDay(scheme.validTo) : t('assessment.until_now'),
              })
            : undefined
        }
        actions={
          <>
            <button type="button" className="zx-button" onClick={() => void exportFile()}>
              <Icon name="download" size={16} />
              {t('assessment.export')}
            </button>
            {mayEdit && (
              <button
                type="button"
                className="zx-button primary"
                disabled={!dirty || !check.success || save.isPending}
                onClick={() => save.mutate(undefined)}
              >
                {t('assessment.save')}
              </button>
            )}
            <SchemeActs scheme={scheme} blocked={dirty} />
          </>
        }
      />
      <div className="zx-page-body zx-scheme">
        <div className="zx-stack">
          <Refused error={save.error} />
          {refusalOf(save.error)?.code === 'stale' && (
            <button
              type="button"
              className="zx-button"
              onClick={() => {
                setContent(scheme.content)
                setVersion(scheme.version)
                save.reset()
              }}
            >
              {t('assessment.take_newest')}
            </button>
          )}
          {mayEdit && <SchemeForm scheme={content} lists={lists} onChange={setContent} />}
          {!mayEdit && <TrialPanel schemeId={scheme.id} />}
        </div>
        <aside className="zx-stack zx-scheme-says">
          {(!check.success || says.problems.length > 0) && (
            <section className="zx-panel" aria-label={t('assessment.problems')}>
              <h2>{t('assessment.problems')}</h2>
              <ul>
                {!check.success && <li>{t('assessment.unfinished_field')}</li>}
                {says.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </section>
          )}
          <section className="zx-panel" aria-label={t('assessment.in_words')}>
            <h2>{t('assessment.in_words')}</h2>
            <ol>
              {says.sentences.map((sentence, at) => (
                <li key={at}>{sentence}</li>
              ))}
            </ol>
          </section>
          {mayEdit && !dirty && <TrialPanel schemeId={scheme.id} />}
          <section className="zx-panel" aria-label={t('assessment.history')}>
            <h2>{t('assessment.history')}</h2>
            <Timeline
              entries={scheme.timeline.map((line, at) => ({
                key: String(at),
                at: line.at,
                title: eventWord(line.kind),
                by: line.actorName,
              }))}
            />
          </section>
        </aside>
      </div>
    </div>
  )
}

/** What the forms say, in sentences, half a second after the last change. */
function useExplanation(content: Scheme | undefined, scheme: SchemeVersion) {
  const [says, setSays] = useState(scheme.explanation)
  const key = JSON.stringify(content)
  useEffect(() => {
    if (!content) return
    let gone = false
    const timer = setTimeout(() => {
      void client.assessment.explainScheme({ content }).then((answer) => {
        if (!gone) setSays(answer)
      })
    }, 500)
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the content
  }, [key])
  return says
}

const acts = ['tryOut', 'backToDraft', 'approve', 'enforce', 'retire', 'discard'] as const

/** What may be done with this version now; each asks before it happens. */
function SchemeActs({ scheme, blocked }: { scheme: SchemeVersion; blocked: boolean }) {
  const go = useGo()
  const [asking, setAsking] = useState<SchemeAction>()
  const [day, setDay] = useState(dayOf(new Date()))
  const { id } = scheme
  const run = useAct(
    async (action: SchemeAction): Promise<void> => {
      if (action === 'tryOut') await client.assessment.tryOutScheme({ id })
      if (action === 'backToDraft') await client.assessment.backToDraftScheme({ id })
      if (action === 'approve') await client.assessment.approveScheme({ id })
      if (action === 'enforce') await client.assessment.enforceScheme({ id, validFrom: day })
      if (action === 'retire') await client.assessment.retireScheme({ id, validTo: day })
      if (action === 'discard') await client.assessment.discardScheme({ id })
    },
    {
      inline: true,
      done: t('assessment.done'),
      after: () => {
        if (asking === 'discard') go(assessmentPaths.schemes)
        setAsking(undefined)
      },
    },
  )
  return (
    <>
      {acts
        .filter((action) => scheme.actions.includes(action))
        .map((action) => (
          <button
            key={action}
            type="button"
            className={action === 'approve' || action === 'enforce' ? 'zx-button primary' : 'zx-button'}
            disabled={blocked}
            title={blocked ? t('assessment.save_first') : undefined}
            onClick={() => {
              run.reset()
              setAsking(action)
            }}
          >
            {t(`assessment.act_${action}`)}
          </button>
        ))}
      {asking && asking !== 'save' && (
        <Dialog
          title={t(`assessment.act_${asking}`)}
          confirm={t(`assessment.act_${asking}`)}
          danger={asking === 'discard'}
          busy={run.isPending}
          width={460}
          onConfirm={() => run.mutate(asking)}
          onCancel={() => setAsking(undefined)}
        >
          <p>{t(`assessment.ask_${asking}`)}</p>
          {(asking === 'enforce' || asking === 'retire') && (
            <label className="zx-field">
              {t(asking === 'enforce' ? 'assessment.valid_from' : 'assessment.valid_to')}
              <input type="date" className="zx-input" value={day} onChange={(event) => setDay(event.target.value)} />
            </label>
          )}
          <Refused error={run.error} />
        </Dialog>
      )}
    </>
  )
}

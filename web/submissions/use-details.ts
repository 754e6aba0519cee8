import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '../../contract/common.ts'
import type { Details, Submission } from '../../contract/submissions.ts'
import { client, isPassing, refusalOf } from '../app/api.ts'
import { useMe } from '../app/session.tsx'

/** The details as the form holds them: attachments with their names. */
export type FormDetails = Omit<Details, 'fileIds'> & { files: FileRef[] }
const quiet = 600
const retry = 3000

const formOf = (item: Submission): FormDetails => ({
  categoryCode: item.categoryCode,
  genreCode: item.genreCode,
  urgencyCode: item.urgencyCode,
  classificationCode: item.classificationCode,
  keywords: item.keywords,
  isMajor: item.isMajor,
  authorName: item.authorName,
  authorPhone: item.authorPhone,
  receiverIds: item.receivers.map((receiver) => receiver.id),
  files: item.attachments,
  commissionId: item.commissionId,
  pointIds: item.pointIds,
})

/** What the server does not have yet, on this machine: a closed page or a lost connection takes nothing away. */
type Unsaved = { version: number; patch: Partial<FormDetails> }
const readUnsaved = (key: string): Unsaved | null => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Unsaved | null
  } catch {
    return null
  }
}
const sent = ({ files, ...rest }: Partial<FormDetails>): Partial<Details> => ({
  ...rest,
  ...(files && { fileIds: files.map((file) => file.id) }),
})

/**
 * Saves the details shortly after each change, only the fields that were touched, one save after the other.
 * Someone else saved meanwhile: nothing is overwritten until the person has chosen.
 */
export function useDetails(item: Submission) {
  const key = `zhengxin.details.${useMe().personId}.${item.id}`
  const [left] = useState(() => readUnsaved(key))
  const [value, setValue] = useState(() => ({ ...formOf(item), ...left?.patch }))
  const [state, setState] = useState<'saved' | 'saving' | 'refused'>('saved')
  const [error, setError] = useState<unknown>(null)
  const version = useRef(left?.version ?? item.version)
  const waiting = useRef<Partial<FormDetails>>(left?.patch ?? {})
  const sending = useRef<Partial<FormDetails>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<boolean>>(Promise.resolve(true))

  const keepHere = () => {
    const unsaved: Unsaved = { version: version.current, patch: { ...sending.current, ...waiting.current } }
    if (Object.keys(unsaved.patch).length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(unsaved))
  }
  const saveOnce = async (): Promise<boolean> => {
    const patch = waiting.current
    if (Object.keys(patch).length === 0) return true
    sending.current = patch
    waiting.current = {}
    setState('saving')
    try {
      version.current = (
        await client.submissions.saveDetails({ id: item.id, version: version.current, ...sent(patch) })
      ).version
      sending.current = {}
      keepHere()
      setError(null)
      setState(Object.keys(waiting.current).length === 0 ? 'saved' : 'saving')
      return true
    } catch (thrown) {
      sending.current = {}
      waiting.current = refusalOf(thrown)?.code === 'submission.wrong_state' ? {} : { ...patch, ...waiting.current }
      keepHere()
      setError(thrown)
      setState('refused')
      if (isPassing(thrown)) timer.current = setTimeout(() => void latest.current(), retry)
      return false
    }
  }
  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current)
    running.current = running.current.then(saveOnce)
    return running.current
  }
  const latest = useRef(flush)
  latest.current = flush
  useEffect(() => {
    void latest.current()
    return () => void latest.current()
  }, [])

  const reload = async (mine: boolean) => {
    const server = await client.submissions.get({ id: item.id })
    version.current = server.version
    if (mine) return void flush()
    waiting.current = {}
    keepHere()
    setValue(formOf(server))
    setError(null)
    setState('saved')
  }
  return {
    value,
    state,
    error,
    flush,
    isStale: refusalOf(error)?.code === 'stale',
    change(patch: Partial<FormDetails>) {
      setValue((before) => ({ ...before, ...patch }))
      waiting.current = { ...waiting.current, ...patch }
      keepHere()
      setState('saving')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), quiet)
    },
    takeTheirs: () => void reload(false).catch(setError),
    keepMine: () => void reload(true).catch(setError),
  }
}
export type DetailsState = ReturnType<typeof useDetails>

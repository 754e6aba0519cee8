import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '../../contract/common.ts'
import type { Details, Submission } from '../../contract/submissions.ts'
import { client, refusalOf } from '../app/api.ts'

/** The details as the form holds them: attachments with their names. */
export type FormDetails = Omit<Details, 'fileIds'> & { files: FileRef[] }
const quiet = 600

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
})

/**
 * Saves the details shortly after each change, only the fields that were touched, one save after the other.
 * Someone else saved meanwhile: nothing is overwritten until the person has chosen.
 */
export function useDetails(item: Submission) {
  const [value, setValue] = useState(() => formOf(item))
  const [state, setState] = useState<'saved' | 'saving' | 'refused'>('saved')
  const [error, setError] = useState<unknown>(null)
  const version = useRef(item.version)
  const waiting = useRef<Partial<Details>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<boolean>>(Promise.resolve(true))

  const saveOnce = async (): Promise<boolean> => {
    const patch = waiting.current
    if (Object.keys(patch).length === 0) return true
    waiting.current = {}
    setState('saving')
    try {
      version.current = (
        await client.submissions.saveDetails({ id: item.id, version: version.current, ...patch })
      ).version
      setError(null)
      setState('saved')
      return true
    } catch (thrown) {
      waiting.current = { ...patch, ...waiting.current }
      setError(thrown)
      setState('refused')
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
  useEffect(() => () => void latest.current(), [])

  const reload = async (mine: boolean) => {
    const server = await client.submissions.get({ id: item.id })
    version.current = server.version
    if (mine) return void flush()
    waiting.current = {}
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
      const { files, ...rest } = patch
      waiting.current = { ...waiting.current, ...rest, ...(files && { fileIds: files.map((file) => file.id) }) }
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), quiet)
    },
    takeTheirs: () => void reload(false).catch(setError),
    keepMine: () => void reload(true).catch(setError),
  }
}
export type DetailsState = ReturnType<typeof useDetails>

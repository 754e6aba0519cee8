import { useEffect, useRef, useState } from 'react'
import { client, refetchModules, refusalOf } from '../app/api.ts'
import type { Me } from '../app/session.tsx'
import { sentenceOf } from '../ui/Refused.tsx'
import { sendUp } from './send-up.ts'
import { kitFor } from './StartForm.tsx'
import type { Kit, Taken } from './taken.ts'
import type { Vault } from './vault.ts'

/** Everything in the vault, the newest first; each change is sealed at once. With a line and a person, what waits goes up by itself. */
export function useTaken(vault: Vault, me: Me | undefined) {
  const [all, setAll] = useState<Taken[]>()
  const [kit, setKit] = useState<Kit>()
  const [sending, setSending] = useState(false)
  const running = useRef(false)
  const mine = me?.personId === vault.personId

  const read = async () => {
    const kept = await vault.all<Taken | Kit>()
    setKit(kept.find((entry): entry is Kit => entry.kind === 'kit'))
    const texts = kept.filter((entry): entry is Taken => entry.kind !== 'kit')
    setAll(texts.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)))
    return texts
  }
  const change = async (taken: Taken) => {
    await vault.put(taken.id, taken)
    await read()
  }
  const remove = async (id: string) => {
    await vault.remove(id)
    await read()
  }
  const send = async () => {
    if (running.current || !mine) return
    running.current = true
    setSending(true)
    try {
      for (const taken of (await read()).filter((each) => each.state.name === 'waiting'))
        await vault.put(taken.id, await sendUp(taken, client, refusalOf, sentenceOf))
      await refetchModules('submissions', 'home')
    } catch {
      // the line broke: what was not sent waits on
    } finally {
      running.current = false
      setSending(false)
      await read()
    }
  }
  useEffect(() => {
    void read()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each vault
  }, [vault])
  useEffect(() => {
    if (!mine) return undefined
    const goUp = () => void send()
    void kitFor(me).then(
      (fresh) => vault.put(`kit:${me.personId}`, fresh),
      () => undefined,
    )
    goUp()
    window.addEventListener('online', goUp)
    return () => window.removeEventListener('online', goUp)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when a person comes, and when the line comes back
  }, [vault, mine])
  return { all, kit, change, remove, send, sending }
}

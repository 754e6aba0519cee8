import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import type { Me } from '../app/session.tsx'
import type { Kit } from './taken.ts'
import { makeVault, openVault } from './vault.ts'
import type { Vault } from './vault.ts'

const shortest = 8

/** Opens the workstation by its own words, or sets one up for who is signed in. */
export function StartForm({
  owners,
  me,
  onOpened,
}: {
  owners: string[]
  me: Me | undefined
  onOpened: (vault: Vault) => void
}) {
  const mine = me ? owners.includes(me.personId) : owners.length > 0
  if (!mine && !me) return <p className="zx-workstation-start">{t('workstation.none_here')}</p>
  return mine ? (
    <OpenForm owners={me ? [me.personId] : owners} onOpened={onOpened} />
  ) : (
    <SetUpForm me={me!} onOpened={onOpened} />
  )
}

function OpenForm({ owners, onOpened }: { owners: string[]; onOpened: (vault: Vault) => void }) {
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const id = useId()
  const open = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setWrong(false)
    for (const owner of owners) {
      const vault = await openVault(owner, words)
      if (vault) return onOpened(vault)
    }
    setBusy(false)
    setWrong(true)
  }
  return (
    <form className="zx-workstation-start" onSubmit={(event) => void open(event)}>
      <p>{t('workstation.open_hint')}</p>
      <label htmlFor={id}>{t('workstation.words')}</label>
      <input
        id={id}
        className="zx-input"
        type="password"
        autoComplete="off"
        autoFocus
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {wrong && (
        <p className="zx-problem" role="alert">
          {t('workstation.words_wrong')}
        </p>
      )}
      <button type="submit" className="zx-button primary" disabled={busy || words === ''}>
        {busy ? t('workstation.opening') : t('workstation.open')}
      </button>
    </form>
  )
}

function SetUpForm({ me, onOpened }: { me: Me; onOpened: (vault: Vault) => void }) {
  const [words, setWords] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const id = useId()
  const problem =
    words.length < shortest ? 'workstation.words_short' : words !== again ? 'workstation.words_differ' : null
  const setUp = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem) return
    setBusy(true)
    const vault = await makeVault(me.personId, words)
    await vault.put(`kit:${me.personId}`, await kitFor(me))
    await navigator.storage?.persist?.().catch(() => false)
    onOpened(vault)
  }
  return (
    <form className="zx-workstation-start" onSubmit={(event) => void setUp(event)}>
      <p>{t('workstation.set_up_hint', { name: me.name })}</p>
      <label htmlFor={id}>{t('workstation.new_words')}</label>
      <input
        id={id}
        className="zx-input"
        type="password"
        autoComplete="new-password"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <label htmlFor={`${id}-again`}>{t('workstation.words_again')}</label>
      <input
        id={`${id}-again`}
        className="zx-input"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
      {tried && problem && (
        <p className="zx-problem" role="alert">
          {t(problem)}
        </p>
      )}
      <button type="submit" className="zx-button primary" disabled={busy}>
        {t('workstation.set_up')}
      </button>
    </form>
  )
}

/** What the forms need without a line. */
export async function kitFor(me: Me): Promise<Kit> {
  const { items } = await client.catalogue.options({})
  const of = (list: string) => items.filter((option) => option.list === list).map(({ code, name }) => ({ code, name }))
  return { kind: 'kit', name: me.name, unitName: me.unitName, categories: of('category'), genres: of('genre') }
}

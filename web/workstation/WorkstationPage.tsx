import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { meQuery } from '../app/session.tsx'
import { OpenedWorkstation } from './OpenedWorkstation.tsx'
import { StartForm } from './StartForm.tsx'
import { vaultOwners } from './vault.ts'
import type { Vault } from './vault.ts'
import './workstation.css'

/**
 * 远程工作站 (第十八条): an officer without a steady line writes, reviews and queues here; the encrypted store of this machine keeps it,
 * and it goes up when the line is back. The page opens without a line because its code is kept too (web/service-worker-plugin.ts).
 */
export function WorkstationPage() {
  const me = useQuery({ ...meQuery, retry: false, networkMode: 'always' })
  const [owners, setOwners] = useState<string[]>()
  const [vault, setVault] = useState<Vault>()
  const readOwners = () => void vaultOwners().then(setOwners, () => setOwners([]))
  useEffect(readOwners, [])
  const close = () => {
    setVault(undefined)
    readOwners()
  }
  return (
    <main className="zx-workstation">
      <header>
        <span className="zx-seal" aria-hidden>
          政
        </span>
        <h1>{t('workstation.title')}</h1>
        <span className="zx-top-space" />
        {me.data ? (
          <Link to="/">{t('workstation.to_system')}</Link>
        ) : (
          <Link to="/login">{t('workstation.sign_in')}</Link>
        )}
      </header>
      {vault ? (
        <OpenedWorkstation vault={vault} me={me.data} onClose={close} />
      ) : owners === undefined ? (
        <p role="status">{t('app.loading')}</p>
      ) : (
        <StartForm owners={owners} me={me.data} onOpened={setVault} />
      )}
    </main>
  )
}

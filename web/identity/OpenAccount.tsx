import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'

/** Chooses a person without an account and a name to sign in with. The password is chosen by the person. */
export function OpenAccount({
  onClose,
  onOpened,
}: {
  onClose: () => void
  onOpened: (made: { name: string; path: string }) => void
}) {
  const [search, setSearch] = useState('')
  const [personId, setPersonId] = useState('')
  const [login, setLogin] = useState('')
  const found = useQuery(
    api.identity.accountCandidates.queryOptions({
      input: { search: search.trim() },
      placeholderData: keepPreviousData,
    }),
  )
  const refusal = useRefusal('inline')
  const open = useMutation(
    api.identity.createAccount.mutationOptions({
      onMutate: refusal.clear,
      onError: refusal.show,
      onSuccess: ({ account, link }) => onOpened({ name: account.name, path: link.path }),
    }),
  )
  const people = found.data?.items ?? []
  return (
    <Dialog
      title={t('identity.open_account')}
      confirm={t('identity.open_account')}
      busy={open.isPending}
      disabled={!people.some((person) => person.personId === personId) || login.trim() === ''}
      width={540}
      onConfirm={() => open.mutate({ personId, login })}
      onCancel={onClose}
    >
      <label className="zx-label" htmlFor="candidate-search">
        {t('identity.person')}
      </label>
      <input
        id="candidate-search"
        className="zx-input"
        autoFocus
        maxLength={60}
        placeholder={t('identity.person_hint')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <select
        className="zx-input zx-candidates"
        size={6}
        aria-label={t('identity.person')}
        value={personId}
        onChange={(event) => setPersonId(event.target.value)}
      >
        <option value="" hidden /> {/* or the browser would choose the first person by itself */}
        {people.map((person) => (
          <option
            key={person.personId}
            value={person.personId}
          >{`${person.name}　${person.unitName}　${person.title}`}</option>
        ))}
      </select>
      {found.isSuccess && people.length === 0 && <p>{t('identity.no_candidates')}</p>}
      {found.error && <Refused error={found.error} />}
      <label className="zx-label" htmlFor="new-login">
        {t('identity.login')}
      </label>
      <input
        id="new-login"
        className="zx-input"
        maxLength={64}
        autoComplete="off"
        aria-describedby="new-login-hint"
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <small id="new-login-hint" className="zx-quiet">
        {t('identity.login_hint')}
      </small>
      <Refused error={refusal.error} />
    </Dialog>
  )
}

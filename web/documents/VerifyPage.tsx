import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { Verified } from '../../contract/documents.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch } from '../app/links.tsx'
import { LanguageSwitch } from '../app/shell.tsx'
import { formatDateTime, formatDay } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { Refused } from '../ui/Refused.tsx'
import './documents.css'
import { sha256 } from './sha256.ts'

type Answer = { asked: 'code' | 'file'; fileName?: string; result: Verified }

/** 核验: is this paper or this file what was issued? For anybody, signed in or not; a QR code leads here with its code. */
export function VerifyPage() {
  const given = useAddressSearch()['code']
  const [code, setCode] = useState(typeof given === 'string' ? given : '')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const picker = useRef<HTMLInputElement>(null)

  const ask = async (make: () => Promise<Answer>) => {
    setBusy(true)
    setError(null)
    setAnswer(null)
    try {
      setAnswer(await make())
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const askCode = (words: string) =>
    ask(async () => ({ asked: 'code', result: await client.documents.verify({ code: words.slice(0, 60) }) }))
  const askFile = (file: File) =>
    ask(async () => ({
      asked: 'file',
      fileName: file.name,
      result: await client.documents.verify({ sha256: await sha256(file) }),
    }))
  useEffect(() => {
    if (typeof given === 'string' && given !== '') void askCode(given)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, for the code in the address
  }, [given])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') void askCode(code)
  }
  return (
    <main className="zx-verify">
      <div className="zx-verify-corner">
        <LanguageSwitch />
      </div>
      <header>
        <span className="zx-seal" aria-hidden>
          政
        </span>
        <h1>{t('documents.verify')}</h1>
        <p className="zx-quiet">{t('documents.verify_hint')}</p>
      </header>
      <form onSubmit={submit}>
        <label htmlFor="verify-code">{t('documents.verify_code')}</label>
        <div className="zx-verify-line">
          <input
            id="verify-code"
            value={code}
            maxLength={60}
            placeholder="XZ-2026-0012-7QK4"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setCode(event.target.value)}
          />
          <button type="submit" className="zx-button primary" disabled={busy || code.trim() === ''}>
            {t('documents.verify_do')}
          </button>
        </div>
      </form>
      <div
        className="zx-verify-file"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          const file = event.dataTransfer.files[0]
          if (file) void askFile(file)
        }}
      >
        <p>{t('documents.verify_file_hint')}</p>
        <button type="button" className="zx-button" disabled={busy} onClick={() => picker.current?.click()}>
          <Icon name="upload" size={16} />
          {t('documents.verify_file')}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".pdf,.ofd,.docx"
          aria-label={t('documents.verify_file')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) void askFile(file)
          }}
        />
      </div>
      <div role="status" aria-live="polite">
        {busy && <p className="zx-quiet">{t('documents.verifying')}</p>}
        {error !== null && <Refused error={error} />}
        {answer && <Result answer={answer} />}
      </div>
    </main>
  )
}

function Result({ answer: { asked, fileName, result } }: { answer: Answer }) {
  if (!result.found)
    return (
      <section className="zx-verify-result bad">
        <h2>
          <Icon name="warning" size={22} />
          {t(asked === 'file' ? 'documents.verify_file_unknown' : 'documents.verify_unknown')}
        </h2>
        <p>{t(asked === 'file' ? 'documents.verify_file_unknown_hint' : 'documents.verify_unknown_hint')}</p>
      </section>
    )
  const valid = result.state === 'valid'
  const facts: [string, string | null][] = [
    [t('documents.verify_file_name'), fileName ?? null],
    [t('documents.verify_code'), result.code],
    [t('documents.verify_number'), result.numberLabel],
    [t('documents.verify_day'), formatDay(result.issuedOn)],
    [t('documents.verify_title'), result.title],
    [t('documents.verify_given'), result.given && `${result.given.reader}（${formatDateTime(result.given.at)}）`],
  ]
  return (
    <section className={valid ? 'zx-verify-result good' : 'zx-verify-result bad'}>
      <h2>
        <Icon name={valid ? 'check' : 'warning'} size={22} />
        {valid
          ? t(asked === 'file' ? 'documents.verify_file_valid' : 'documents.verify_valid')
          : t('documents.verify_withdrawn')}
      </h2>
      <dl>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {result.title === null && <p className="zx-quiet">{t('documents.verify_sign_in')}</p>}
    </section>
  )
}
